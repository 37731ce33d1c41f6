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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
    Optional<List<UserId>> ids = exchange.query().last("id").map(UserEndpoints::ids);
    String prefix = exchange.query().last("search").orElse("");
    Window window = Window.of(exchange.query());
    Future<List<User>> found =
        ids.isPresent()
            ? users.byIds(ids.get())
            : users.startingWith(prefix.replace("\0", ""), window.limit(), window.skipped());
    Future<Long> count =
        ids.isPresent()
            ? found.map(list -> (long) list.size())
            : users.countStartingWith(prefix.replace("\0", ""));
    return Future.all(users.exists(caller), count, found)
        .map(all -> {
          if (!all.<Boolean>resultAt(0)) {
            throw new ProblemException(Unauthenticated.NO_SUCH_USER);
          }
          return page(exchange, count.result(), found.result());
        });
  }

  /** At most a page of ids, with commas between them; what is no id names nobody. */
  private static List<UserId> ids(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(id -> Window.number(id, 1, Long.MAX_VALUE, -1))
        .filter(id -> id > 0)
        .limit(Window.MOST)
        .map(UserId::new)
        .toList();
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
