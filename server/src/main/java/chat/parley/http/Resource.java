package chat.parley.http;

import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A thing with an address and the methods that act on it. Checks run in Django REST framework's
 * order: Accept (406), the caller (401), the method (405), then the action's own.
 *
 * @param <C> what is known of a caller
 */
public final class Resource<C> implements Endpoint {

  /** What one method does. May throw a {@link ProblemException}. */
  @FunctionalInterface
  public interface Action<C> {
    Future<Answer> perform(Exchange exchange, C caller);
  }

  private final Description description;
  private final Guard<C> guard;
  private final Map<HttpMethod, Action<C>> actions = new LinkedHashMap<>();
  private String allow = "OPTIONS";
  private String mediaType = Answer.JSON;
  private boolean redirectsToSlash;

  /**
   * @param name what OPTIONS calls it
   */
  public Resource(String name, Guard<C> guard) {
    this(new Description(name, "", List.of()), guard);
  }

  public Resource(Description description, Guard<C> guard) {
    this.description = description;
    this.guard = guard;
  }

  public Resource<C> on(HttpMethod method, Action<C> action) {
    actions.put(method, action);
    TreeSet<String> names =
        actions.keySet().stream()
            .map(HttpMethod::name)
            .collect(Collectors.toCollection(TreeSet::new));
    names.add("OPTIONS");
    if (actions.containsKey(HttpMethod.GET)) {
      names.add("HEAD");
    }
    allow = String.join(", ", names);
    return this;
  }

  /** Makes it answer in another media type than JSON; refusals are JSON all the same. */
  public Resource<C> answering(String type) {
    mediaType = type;
    return this;
  }

  /** Makes GET without the last slash answer 301. */
  public Resource<C> redirectingToSlash() {
    redirectsToSlash = true;
    return this;
  }

  @Override
  public boolean redirectsToSlash() {
    return redirectsToSlash;
  }

  @Override
  public String allow() {
    return allow;
  }

  @Override
  public Future<Answer> answer(Exchange exchange) {
    try {
      if (asksForOtherFormat(exchange)) {
        throw new ProblemException(Problem.NotFound.THING);
      }
      if (!MediaTypes.accepts(exchange.header(HttpHeaders.ACCEPT), mediaType)) {
        throw new ProblemException(Problem.NotAcceptable.HEADER);
      }
      return guard.admit(exchange).compose(caller -> answer(exchange, caller));
    } catch (ProblemException refusal) {
      return Future.failedFuture(refusal);
    }
  }

  /** By {@code ?format=}, which comes before the Accept header. */
  private boolean asksForOtherFormat(Exchange exchange) {
    return mediaType.equals(Answer.JSON)
        && exchange
            .query()
            .last("format")
            .filter(format -> !format.isEmpty() && !format.equals("json"))
            .isPresent();
  }

  private Future<Answer> answer(Exchange exchange, C caller) {
    return perform(exchange, caller)
        .recover(failure ->
            isRefusal(failure)
                ? guard.confirm(caller).compose(still -> Future.failedFuture(failure))
                : Future.failedFuture(failure));
  }

  /**
   * Where the database is away, to ask it again would only double the wait; and who asks too often is to
   * cost nothing.
   */
  private static boolean isRefusal(Throwable failure) {
    return failure instanceof ProblemException refusal
        && !(refusal.problem() instanceof Problem.Unavailable)
        && !(refusal.problem() instanceof Problem.TooMany);
  }

  private Future<Answer> perform(Exchange exchange, C caller) {
    HttpMethod method = exchange.method();
    if (method.equals(HttpMethod.OPTIONS)) {
      return guard.confirm(caller).map(still -> Answer.json(200, description));
    }
    Action<C> action = actions.get(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
    if (action == null) {
      return Future.failedFuture(new ProblemException(new Problem.MethodNotAllowed(method.name())));
    }
    try {
      return action.perform(exchange, caller);
    } catch (ProblemException refusal) {
      return Future.failedFuture(refusal);
    }
  }
}
