package chat.parley.problem;

import java.util.List;
import java.util.Map;

/**
 * Everything that a request can be refused for. The texts are those of Django REST framework and
 * simplejwt, since clients match on them.
 */
public sealed interface Problem {

  /** A short text for people; clients read it as {@code detail}. */
  String detail();

  /** The thing does not exist, or is not for this caller to know of: the two are never told apart. */
  record NotFound(String detail) implements Problem {
    public static final NotFound THING = new NotFound("Not found.");
    public static final NotFound CURSOR = new NotFound("Invalid cursor");
  }

  /** The caller may see the thing, but not do this to it. */
  record Forbidden(String detail) implements Problem {
    public static final Forbidden ACTION =
        new Forbidden("You do not have permission to perform this action.");
  }

  /** One or more fields are wrong; each field has its texts, in the order in which they were found. */
  record Invalid(Map<String, List<String>> fields) implements Problem {
    public static Invalid of(String field, String text) {
      return new Invalid(Map.of(field, List.of(text)));
    }

    @Override
    public String detail() {
      return "Invalid input.";
    }
  }

  /** The body is not JSON, or not all of it came. */
  record NotJson(String detail) implements Problem {
    public static final NotJson BROKEN_OFF = new NotJson("Request body broke off.");
  }

  /** The body is of a media type that is not read here. */
  record UnsupportedMediaType(String given) implements Problem {
    @Override
    public String detail() {
      return "Unsupported media type \"%s\" in request.".formatted(given);
    }
  }

  /** The caller reads none of the media types that there are. */
  record NotAcceptable(String detail) implements Problem {
    public static final NotAcceptable HEADER =
        new NotAcceptable("Could not satisfy the request Accept header.");
  }

  /** The body is larger than {@code most} bytes. */
  record TooLarge(int most) implements Problem {
    @Override
    public String detail() {
      return "Request body is larger than %d bytes.".formatted(most);
    }
  }

  /** The body did not arrive in time. */
  record TooSlow(String detail) implements Problem {
    public static final TooSlow BODY = new TooSlow("Request body did not arrive in time.");
  }

  /** The address exists, but this method does nothing there. */
  record MethodNotAllowed(String method) implements Problem {
    @Override
    public String detail() {
      return "Method \"%s\" not allowed.".formatted(method);
    }
  }

  /**
   * No credentials, or not good ones.
   *
   * @param code simplejwt's machine-readable reason, or empty for none
   * @param messages simplejwt's list of what each kind of token had to say, possibly empty
   */
  record Unauthenticated(String detail, String code, List<TokenMessage> messages)
      implements Problem {
    public static final Unauthenticated MISSING =
        new Unauthenticated("Authentication credentials were not provided.", "", List.of());
    public static final Unauthenticated NO_SUCH_USER =
        new Unauthenticated("User not found", "user_not_found", List.of());
    public static final Unauthenticated INACTIVE =
        new Unauthenticated("User is inactive", "user_inactive", List.of());
    public static final Unauthenticated OTHER_USER =
        new Unauthenticated("The token is of another user", "token_not_valid", List.of());
  }

  /** What one kind of token had to say against a token. */
  record TokenMessage(String tokenClass, String tokenType, String message) {}

  /** The request contradicts the present state. */
  record Conflict(String detail) implements Problem {
    public static final Conflict AHEAD =
        new Conflict("The room has not come to that number: read its history.");
  }

  /** An idempotency key came back with something else than before. */
  record KeyReused(String detail) implements Problem {
    public static final KeyReused WITH_OTHER_CONTENT =
        new KeyReused("This idempotency key was used with other content.");
  }

  /** Too many requests; worth another try after {@code retryAfterSeconds}. */
  record TooMany(String detail, int retryAfterSeconds) implements Problem {
    private static final long SECOND = 1_000_000_000;

    /** Until {@code nanos} are over, which count as at least one second. */
    public static TooMany until(long nanos) {
      int seconds = Math.clamp(Math.ceilDiv(nanos, SECOND), 1, Integer.MAX_VALUE);
      String unit = seconds == 1 ? "second" : "seconds";
      return new TooMany(
          "Request was throttled. Expected available in %d %s.".formatted(seconds, unit), seconds);
    }
  }

  /** Parley cannot answer at the moment; worth another try after {@code retryAfterSeconds}. */
  record Unavailable(String detail, int retryAfterSeconds) implements Problem {
    public static final Unavailable DATABASE =
        new Unavailable("The service is temporarily unavailable, try again later.", 1);

    /** Nothing can be stored; what is stored can be read. */
    public static final Unavailable DISK =
        new Unavailable("There is no room left to store anything, try again later.", 10);
  }
}
