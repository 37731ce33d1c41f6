package chat.parley.auth;

import chat.parley.http.Answer;
import chat.parley.http.Exchange;
import chat.parley.http.Guard;
import chat.parley.http.Resource;
import chat.parley.http.Routes;
import chat.parley.problem.Problem.Unauthenticated;
import chat.parley.problem.ProblemException;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/** {@code POST /api/token/revoke-all/}: logging out everywhere. */
public final class SignOffEndpoint {
  private final SignOffs signOffs;
  private final SignOffStore store;

  public SignOffEndpoint(SignOffs signOffs, SignOffStore store) {
    this.signOffs = signOffs;
    this.store = store;
  }

  public void addTo(Routes routes, Guard<UserId> guard) {
    routes.add(
        "/api/token/revoke-all/",
        new Resource<>("Token Revoke All", guard).on(HttpMethod.POST, this::signOff));
  }

  private Future<Answer> signOff(Exchange exchange, UserId caller) {
    return store
        .signOff(caller)
        .map(found -> {
          signOffs.take(
              found.orElseThrow(() -> new ProblemException(Unauthenticated.NO_SUCH_USER)));
          return TokenEndpoints.NOTHING;
        });
  }
}
