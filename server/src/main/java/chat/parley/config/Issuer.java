package chat.parley.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Somebody else who says who a user is, by tokens signed with a private key (RFC 7519).
 *
 * @param keys where its public keys are (RFC 7517)
 * @param name what its tokens must have in {@code iss}
 * @param audience what its tokens must have in {@code aud}
 * @param userClaims the claim that names the user: the first of these that a token has
 * @param usernameClaims the claim that suggests a username for a new user
 */
public record Issuer(
    URI keys, String name, String audience, List<String> userClaims, List<String> usernameClaims) {
  private static final String KEYS = "PARLEY_JWKS_URL";

  static Optional<Issuer> of(Environment environment) {
    return environment
        .text(KEYS)
        .map(url ->
            new Issuer(
                url(url),
                needed(environment, "PARLEY_JWT_ISSUER"),
                needed(environment, "PARLEY_JWT_AUDIENCE"),
                claims(environment, "PARLEY_JWT_USER_CLAIM", List.of("user_id", "sub")),
                claims(
                    environment,
                    "PARLEY_JWT_USERNAME_CLAIM",
                    List.of("preferred_username", "username"))));
  }

  private static List<String> claims(Environment environment, String name, List<String> usual) {
    return environment.text(name).map(List::of).orElse(usual);
  }

  /** Without them, a token that the issuer made for anybody else would be good here. */
  private static String needed(Environment environment, String name) {
    return environment
        .text(name)
        .orElseThrow(
            () -> ConfigurationException.of(name, "", "a value, since %s is set".formatted(KEYS)));
  }

  private static URI url(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (IllegalArgumentException noUrl) {
      // Refused below.
    }
    throw ConfigurationException.of(KEYS, text, "a URL such as https://login.example/jwks.json");
  }
}
