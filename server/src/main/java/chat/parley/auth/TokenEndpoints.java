package chat.parley.auth;

import chat.parley.http.Answer;
import chat.parley.http.Body;
import chat.parley.http.Description;
import chat.parley.http.Exchange;
import chat.parley.http.Fields;
import chat.parley.http.Guard;
import chat.parley.http.Guard.Anyone;
import chat.parley.http.JsonContent;
import chat.parley.http.Resource;
import chat.parley.http.Routes;
import chat.parley.http.TextField;
import chat.parley.limits.Limits;
import chat.parley.problem.Problem;
import chat.parley.problem.Problem.Unauthenticated;
import chat.parley.problem.ProblemException;
import chat.parley.users.Login;
import chat.parley.users.UserId;
import chat.parley.users.UserStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code /api/token/...}: logging in, and what simplejwt does with tokens. */
public final class TokenEndpoints {
  private static final TextField USERNAME = TextField.required("username", Integer.MAX_VALUE);
  private static final TextField PASSWORD = TextField.required("password", Integer.MAX_VALUE);
  private static final TextField REFRESH = TextField.required("refresh", Integer.MAX_VALUE);
  private static final TextField TOKEN = TextField.required("token", Integer.MAX_VALUE);
  static final Answer NOTHING =
      Answer.json(
          200,
          json -> {
            json.writeStartObject();
            json.writeEndObject();
          });
  private static final Unauthenticated WRONG_CREDENTIALS =
      new Unauthenticated("No active account found with the given credentials", "", List.of());

  /** Of a username, in characters: no account has a longer one. */
  private static final int MOST_COUNTED = 150;

  private final UserStore users;
  private final Passwords passwords;
  private final Tokens tokens;
  private final RevokedTokens revoked;
  private final SignOffs signOffs;
  private final Vertx vertx;
  private final Limits limits;

  public TokenEndpoints(
      Vertx vertx,
      UserStore users,
      Passwords passwords,
      Tokens tokens,
      RevokedTokens revoked,
      SignOffs signOffs,
      Limits limits) {
    this.limits = limits;
    this.vertx = vertx;
    this.signOffs = signOffs;
    this.users = users;
    this.passwords = passwords;
    this.tokens = tokens;
    this.revoked = revoked;
  }

  public void addTo(Routes routes) {
    routes
        .add(
            "/api/token/",
            resource(
                "Token Obtain Pair",
                """
                Takes a set of user credentials and returns an access and refresh JSON web
                token pair to prove the authentication of those credentials.\
                """,
                List.of(USERNAME, PASSWORD),
                this::obtain))
        .add(
            "/api/token/refresh/",
            resource(
                "Token Refresh",
                """
                Takes a refresh type JSON web token and returns an access type JSON web
                token if the refresh token is valid.\
                """,
                List.of(REFRESH),
                this::refresh))
        .add(
            "/api/token/verify/",
            resource(
                "Token Verify",
                """
                Takes a token and indicates if it is valid.  This view provides no
                information about a token's fitness for a particular use.\
                """,
                List.of(TOKEN),
                this::verify))
        .add(
            "/api/token/blacklist/",
            resource(
                "Token Blacklist",
                """
                Takes a token and blacklists it. Must be used with the
                `rest_framework_simplejwt.token_blacklist` app installed.\
                """,
                List.of(REFRESH),
                this::blacklist));
  }

  private Future<Answer> obtain(Exchange exchange, Anyone caller) {
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
        .compose(user -> signOffs.whenGood(vertx, user))
        .map(user -> Answer.json(200, pair(tokens.access(user), tokens.refresh(user))));
  }

  /** Counts by the name that was given, whether or not somebody has it. */
  private Future<UserId> logInUnlessTooOften(String username, String password) {
    String account = username.substring(0, Math.min(username.length(), MOST_COUNTED));
    limits.loginsOfAccount().admit(account);
    limits.failedLogins().admit(account);
    return logIn(username, password)
        .onSuccess(user -> limits.failedLogins().succeeded(account))
        .onFailure(failure -> {
          if (failure instanceof ProblemException refusal
              && refusal.problem().equals(WRONG_CREDENTIALS)) {
            limits.failedLogins().failed(account);
          }
        });
  }

  private Future<UserId> logIn(String username, String password) {
    return users
        .login(username)
        .compose(found ->
            found
                .filter(Login::hasPassword)
                .map(login -> passwords.matches(password, login.passwordHash()))
                .orElseGet(() -> passwords.matchesNobody(password))
                .map(right ->
                    found
                        .filter(login -> right && !signOffs.isDisabled(login.id()))
                        .orElseThrow(() -> new ProblemException(WRONG_CREDENTIALS))))
        .compose(login -> renewHash(login, password));
  }

  /** A hash that was imported becomes one of our own, now that the password is known. */
  private Future<UserId> renewHash(Login login, String password) {
    return passwords.isOwn(login.passwordHash())
        ? Future.succeededFuture(login.id())
        : passwords
            .hash(password)
            .compose(fresh -> users.replacePassword(login, fresh))
            .map(login.id());
  }

  private Future<Answer> refresh(Exchange exchange, Anyone caller) {
    return refreshToken(exchange)
        .compose(token ->
            user(token)
                .map(user -> inForce(token, user))
                .compose(user -> revoke(token))
                .map(done ->
                    Answer.json(200, pair(tokens.accessFrom(token), tokens.refreshFrom(token)))));
  }

  private Future<Answer> blacklist(Exchange exchange, Anyone caller) {
    return refreshToken(exchange).compose(this::revoke).map(NOTHING);
  }

  private Future<Answer> verify(Exchange exchange, Anyone caller) {
    return exchange
        .body()
        .map(body -> read(body.fields(), TOKEN, Optional.empty()))
        .compose(token -> revoked.contains(id(token)))
        .map(isRevoked -> {
          if (isRevoked) {
            throw new ProblemException(
                Problem.Invalid.of("non_field_errors", TokenRefusal.BLACKLISTED));
          }
          return NOTHING;
        });
  }

  private Future<Token> refreshToken(Exchange exchange) {
    return exchange
        .body()
        .map(body -> read(body.fields(), REFRESH, Optional.of(TokenType.REFRESH)));
  }

  /** Of any number of requests with one token at once, one gets through. */
  private Future<Void> revoke(Token token) {
    return revoked
        .add(id(token), token.expires())
        .map(added -> {
          if (!added) {
            throw TokenRefusal.asBody(TokenRefusal.BLACKLISTED);
          }
          return null;
        });
  }

  private UserId inForce(Token token, UserId user) {
    if (signOffs.isDisabled(user)) {
      throw new ProblemException(WRONG_CREDENTIALS);
    }
    if (!signOffs.allow(new Access(user, token.issued(), token.expires()))) {
      throw TokenRefusal.asBody(TokenRefusal.BLACKLISTED);
    }
    return user;
  }

  private Future<UserId> user(Token token) {
    UserId user = token.user().orElseThrow(() -> new ProblemException(WRONG_CREDENTIALS));
    return users
        .exists(user)
        .map(exists -> {
          if (!exists) {
            throw new ProblemException(WRONG_CREDENTIALS);
          }
          return user;
        });
  }

  private Token read(Fields fields, TextField field, Optional<TokenType> type) {
    String text = fields.text(field);
    fields.check();
    try {
      Token token = tokens.read(Objects.requireNonNull(text));
      return type.isPresent() ? token.ofType(type.get()) : token.withId();
    } catch (TokenRefusal refusal) {
      throw refusal.asBody();
    }
  }

  private static String id(Token token) {
    try {
      return token.id();
    } catch (TokenRefusal refusal) {
      throw refusal.asBody();
    }
  }

  private static JsonContent pair(String access, String refresh) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("refresh", refresh);
      json.writeStringField("access", access);
      json.writeEndObject();
    };
  }

  private static Resource<Anyone> resource(
      String name, String text, List<TextField> posted, Resource.Action<Anyone> action) {
    return new Resource<>(new Description(name, text, posted), Guard.none())
        .on(HttpMethod.POST, action);
  }
}
