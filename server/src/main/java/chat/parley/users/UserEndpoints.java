package chat.parley.users;

import chat.parley.http.Answer;
import chat.parley.http.Exchange;
import chat.parley.http.Guard;
import chat.parley.http.Resource;
import chat.parley.http.Routes;
import chat.parley.http.Window;
import chat.parley.problem.Problem.Unauthenticated;
import chat.parley.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** {@code /api/users/}: who am I, and who else is there. */
public final class UserEndpoints {
  private final UserStore users;

  public UserEndpoints(UserStore users) {
    this.users = users;
  }

  public void addTo(Routes routes, Guard<UserId> guard) {
    routes
        .add("/api/users/me/", new Resource<>("Me", guard).on(HttpMethod.GET, this::me))
        .add("/api/users/", new Resource<>("User List", guard).on(HttpMethod.GET, this::search));
  }

  private Future<Answer> me(Exchange exchange, UserId caller) {
    return users
        .byId(caller)
        .map(found ->
            found
                .map(user -> Answer.json(200, user::writeTo))
                .orElseThrow(() -> new ProblemException(Unauthenticated.NO_SUCH_USER)));
  }

  private Future<Answer> search(Exchange exchange, UserId caller) {
    String prefix = exchange.query().last("search").orElse("");
    if (prefix.indexOf('\0') >= 0) {
      return Future.succeededFuture(page(exchange, 0, List.of()));
    }
    Window window = Window.of(exchange.query());
    Future<Boolean> known = users.exists(caller);
    Future<Long> count = users.countStartingWith(prefix);
    Future<List<User>> found = users.startingWith(prefix, window.limit(), window.offset());
    return Future.all(known, count, found)
        .map(all -> {
          if (!known.result()) {
            throw new ProblemException(Unauthenticated.NO_SUCH_USER);
          }
          return page(exchange, count.result(), found.result());
        });
  }

  private static Answer page(Exchange exchange, long count, List<User> found) {
    return Answer.json(
        200,
        Window.of(exchange.query())
            .page(
                exchange,
                count,
                json -> {
                  json.writeStartArray();
                  for (User user : found) {
                    user.writePublicTo(json);
                  }
                  json.writeEndArray();
                }));
  }
}
