package chat.parley.auth;

import chat.parley.problem.Problem.TokenMessage;
import chat.parley.problem.Problem.Unauthenticated;
import chat.parley.problem.ProblemException;
import java.util.List;

/** Why a token is refused, in simplejwt's words. */
final class TokenRefusal extends Exception {
  static final String INVALID = "Token is invalid or expired";
  static final String BLACKLISTED = "Token is blacklisted";
  private static final long serialVersionUID = 1L;
  private static final String CODE = "token_not_valid";

  TokenRefusal(String text) {
    super(text, null, false, false);
  }

  private String text() {
    return String.valueOf(getMessage());
  }

  /** As the answer to a request that named the token as its credentials. */
  ProblemException asCredentials() {
    return new ProblemException(
        new Unauthenticated(
            "Given token not valid for any token type",
            CODE,
            List.of(new TokenMessage("AccessToken", "access", text()))));
  }

  /** As the answer to a request whose body brought the token. */
  ProblemException asBody() {
    return asBody(text());
  }

  static ProblemException asBody(String text) {
    return new ProblemException(new Unauthenticated(text, CODE, List.of()));
  }
}
