package chat.parley.auth;

import chat.parley.config.RefreshReuse;
import chat.parley.http.Answer;
import chat.parley.http.Body;
import chat.parley.http.Description;
import chat.parley.http.Exchange;
import chat.parley.http.Guard;
import chat.parley.http.Guard.Anyone;
import chat.parley.http.Resource;
import chat.parley.http.Routes;
import chat.parley.http.TextField;
import chat.parley.limits.Limits;
import chat.parley.problem.Problem.Unauthenticated;
import chat.parley.problem.ProblemException;
import chat.parley.users.Login;
import chat.parley.users.UserId;
import chat.parley.users.UserStore;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Objects;

/** {@code POST /api/token/}: logging in. */
public final class LoginEndpoint {
  static final Unauthenticated WRONG_CREDENTIALS =
      new Unauthenticated("No active account found with the given credentials", "", List.of());

  private static final TextField USERNAME = TextField.required("username", Integer.MAX_VALUE);
  private static final TextField PASSWORD = TextField.required("password", Integer.MAX_VALUE);
  private static final Description DESCRIPTION =
      new Description(
          "Token Obtain Pair",
          """
          Takes a set of user credentials and returns an access and refresh JSON web
          token pair to prove the authentication of those credentials.\
          """,
          List.of(USERNAME, PASSWORD));

  /** Of a username, in characters: no account has a longer one. */
  private static final int MOST_COUNTED = 150;

  private final UserStore users;
  private final Passwords passwords;
  private final Tokens tokens;
  private final SignOffStore signOffs;
  private final RefreshReuse reuse;
  private final Limits limits;

  public LoginEndpoint(
      UserStore users,
      Passwords passwords,
      Tokens tokens,
      SignOffStore signOffs,
      RefreshReuse reuse,
      Limits limits) {
    this.users = users;
    this.passwords = passwords;
    this.tokens = tokens;
    this.signOffs = signOffs;
    this.reuse = reuse;
    this.limits = limits;
  }

  public void addTo(Routes routes) {
    routes.add(
        "/api/token/", new Resource<>(DESCRIPTION, Guard.none()).on(HttpMethod.POST, this::logIn));
  }

  private Future<Answer> logIn(Exchange exchange, Anyone caller) {
    limits.loginsOfAddress().admit(exchange.client().block());
    return exchange
        .body()
        .map(Body::fields)
        .compose(fields -> {
          String username = fields.text(USERNAME);
          String password = fields.text(PASSWORD);
          fields.check();
          return logInUnlessTooOften(
              Objects.requireNonNull(username), Objects.requireNonNull(password));
        })
        .map(TokenPair::answer);
  }

  /** Counts by the name that was given, whether or not somebody has it. */
  private Future<TokenPair> logInUnlessTooOften(String username, String password) {
    String account = username.substring(0, Math.min(username.length(), MOST_COUNTED));
    limits.loginsOfAccount().admit(account);
    limits.failedLogins().admit(account);
    return logIn(username, password)
        .onSuccess(pair -> limits.failedLogins().succeeded(account))
        .onFailure(failure -> {
          if (failure instanceof ProblemException refusal
              && refusal.problem().equals(WRONG_CREDENTIALS)) {
            limits.failedLogins().failed(account);
          }
        });
  }

  private Future<TokenPair> logIn(String username, String password) {
    return users
        .login(username)
        .compose(found ->
            found
                .filter(Login::hasPassword)
                .map(login -> passwords.matches(password, login.passwordHash()))
                .orElseGet(() -> passwords.matchesNobody(password))
                .map(right -> found.filter(login -> right).orElseThrow(LoginEndpoint::refusal)))
        .compose(login -> pair(login.id()).compose(pair -> renewHash(login, password).map(pair)));
  }

  /** Good from now on, even if all tokens were called back a moment ago, by another node. */
  private Future<TokenPair> pair(UserId user) {
    return signOffs
        .standing(user, null)
        .map(found -> {
          SignOffStore.Standing standing =
              found.filter(known -> !known.disabled()).orElseThrow(LoginEndpoint::refusal);
          return tokens.pair(user, standing.since(), reuse == RefreshReuse.REVOKE);
        });
  }

  /** A hash that was imported becomes one of our own, now that the password is known. */
  private Future<Void> renewHash(Login login, String password) {
    return passwords.isOwn(login.passwordHash())
        ? Future.succeededFuture()
        : passwords.hash(password).compose(fresh -> users.replacePassword(login, fresh));
  }

  private static ProblemException refusal() {
    return new ProblemException(WRONG_CREDENTIALS);
  }
}
