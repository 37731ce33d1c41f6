package chat.parley.auth;

import chat.parley.config.RefreshReuse;
import chat.parley.http.Answer;
import chat.parley.http.Description;
import chat.parley.http.Exchange;
import chat.parley.http.Fields;
import chat.parley.http.Guard;
import chat.parley.http.Guard.Anyone;
import chat.parley.http.Resource;
import chat.parley.http.Routes;
import chat.parley.http.TextField;
import chat.parley.problem.Problem;
import chat.parley.problem.ProblemException;
import chat.parley.users.UserId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code /api/token/...}: what simplejwt does with tokens that somebody has. */
public final class TokenEndpoints {
  static final Answer NOTHING =
      Answer.json(
          200,
          json -> {
            json.writeStartObject();
            json.writeEndObject();
          });

  private static final TextField REFRESH = TextField.required("refresh", Integer.MAX_VALUE);
  private static final TextField TOKEN = TextField.required("token", Integer.MAX_VALUE);

  private final Tokens tokens;
  private final AccessTokens accessTokens;
  private final RevokedTokens revoked;
  private final SignOffs signOffs;
  private final SignOffStore store;
  private final RefreshReuse reuse;

  /**
   * @param reuse what follows when a refresh token comes back
   */
  public TokenEndpoints(
      Tokens tokens,
      AccessTokens accessTokens,
      RevokedTokens revoked,
      SignOffs signOffs,
      SignOffStore store,
      RefreshReuse reuse) {
    this.tokens = tokens;
    this.accessTokens = accessTokens;
    this.revoked = revoked;
    this.signOffs = signOffs;
    this.store = store;
    this.reuse = reuse;
  }

  public void addTo(Routes routes) {
    routes
        .add(
            "/api/token/refresh/",
            resource(
                "Token Refresh",
                """
                Takes a refresh type JSON web token and returns an access type JSON web
                token if the refresh token is valid.\
                """,
                REFRESH,
                this::refresh))
        .add(
            "/api/token/verify/",
            resource(
                "Token Verify",
                """
                Takes a token and indicates if it is valid.  This view provides no
                information about a token's fitness for a particular use.\
                """,
                TOKEN,
                this::verify))
        .add(
            "/api/token/blacklist/",
            resource(
                "Token Blacklist",
                """
                Takes a token and blacklists it. Must be used with the
                `rest_framework_simplejwt.token_blacklist` app installed.\
                """,
                REFRESH,
                this::blacklist));
  }

  private Future<Answer> refresh(Exchange exchange, Anyone caller) {
    return exchange
        .body()
        .map(body -> refreshToken(body.fields()))
        .compose(token ->
            inForce(token)
                .compose(user -> use(token, user))
                .map(used -> tokens.pairFrom(token, reuse == RefreshReuse.REVOKE).answer()));
  }

  private Future<Answer> blacklist(Exchange exchange, Anyone caller) {
    return exchange
        .body()
        .map(body -> refreshToken(body.fields()))
        .compose(token ->
            revoke(token)
                .map(added -> {
                  if (!added) {
                    throw TokenRefusal.asBody(TokenRefusal.BLACKLISTED);
                  }
                  return NOTHING;
                }));
  }

  private Future<Answer> verify(Exchange exchange, Anyone caller) {
    return exchange
        .body()
        .compose(body -> {
          String text = text(body.fields(), TOKEN);
          return accessTokens.isIssued(text)
              ? accessTokens.readFromBody(text).map(NOTHING)
              : verifyOwn(text);
        });
  }

  private Future<Answer> verifyOwn(String text) {
    Token token = token(text, Optional.empty());
    return revoked
        .contains(id(token))
        .map(isRevoked -> {
          if (isRevoked) {
            throw new ProblemException(
                Problem.Invalid.of("non_field_errors", TokenRefusal.BLACKLISTED));
          }
          if (token.access().filter(access -> !signOffs.allow(access)).isPresent()) {
            throw TokenRefusal.asBody(TokenRefusal.BLACKLISTED);
          }
          return NOTHING;
        });
  }

  /** Of any number of requests with one token at once, one gets through. */
  private Future<Void> use(Token token, UserId user) {
    return revoke(token)
        .compose(added -> {
          if (added) {
            return Future.succeededFuture();
          }
          Future<?> consequence =
              reuse == RefreshReuse.REVOKE
                  ? store.endFamily(user, family(token)).onSuccess(signOffs::take)
                  : Future.succeededFuture();
          return consequence.compose(
              done -> Future.failedFuture(TokenRefusal.asBody(TokenRefusal.BLACKLISTED)));
        });
  }

  /** Whether it was good until now. */
  private Future<Boolean> revoke(Token token) {
    return revoked.add(id(token), token.expires());
  }

  /** Whose token it is, as the database knows it: another node may have called it back just now. */
  private Future<UserId> inForce(Token token) {
    UserId user = token.user().orElseThrow(TokenEndpoints::noAccount);
    return store
        .standing(user, family(token))
        .map(found -> {
          SignOffStore.Standing standing =
              found.filter(known -> !known.disabled()).orElseThrow(TokenEndpoints::noAccount);
          if (!standing.allows(token.issued())) {
            throw TokenRefusal.asBody(TokenRefusal.BLACKLISTED);
          }
          return user;
        });
  }

  private Token refreshToken(Fields fields) {
    return token(text(fields, REFRESH), Optional.of(TokenType.REFRESH));
  }

  private Token token(String text, Optional<TokenType> type) {
    try {
      Token token = tokens.read(text);
      return type.isPresent() ? token.ofType(type.get()) : token.withId();
    } catch (TokenRefusal refusal) {
      throw refusal.asBody();
    }
  }

  private static String text(Fields fields, TextField field) {
    String text = fields.text(field);
    fields.check();
    return Objects.requireNonNull(text);
  }

  private static String id(Token token) {
    try {
      return token.id();
    } catch (TokenRefusal refusal) {
      throw refusal.asBody();
    }
  }

  /** What a token is of that names no family: its own, which begins with it. */
  private static String family(Token token) {
    String family = token.family();
    return family == null ? id(token) : family;
  }

  private static ProblemException noAccount() {
    return new ProblemException(LoginEndpoint.WRONG_CREDENTIALS);
  }

  private static Resource<Anyone> resource(
      String name, String text, TextField posted, Resource.Action<Anyone> action) {
    return new Resource<>(new Description(name, text, List.of(posted)), Guard.none())
        .on(HttpMethod.POST, action);
  }
}
