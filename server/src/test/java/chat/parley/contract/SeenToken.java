package chat.parley.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeSet;

/** A JSON Web Token that an answer brought, opened without a look at its signature. */
record SeenToken(Json.Obj header, Json.Obj claims) {

  /** The token that this text is, if it is one and expires. */
  static Optional<SeenToken> of(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      if (opened(parts[0]) instanceof Json.Obj header
          && opened(parts[1]) instanceof Json.Obj claims
          && claims.has("exp")) {
        return Optional.of(new SeenToken(header, claims));
      }
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What a recording holds of a token; its life is in seconds, rounded to minutes. */
  String described(Names names) {
    return "<jwt %s alg=%s life=%s user=%s claims=%s>"
        .formatted(
            claims.get("token_type").asText(),
            header.get("alg").asText(),
            life(),
            names.of(Names.Kind.USER, claims.get("user_id")).asText(),
            String.join(",", new TreeSet<>(claims.fields().keySet())));
  }

  private String life() {
    return claims.get("exp") instanceof Json.Whole expiry
            && claims.get("iat") instanceof Json.Whole issue
        ? String.valueOf(
            (long) Math.rint(expiry.value().subtract(issue.value()).doubleValue() / 60) * 60)
        : "?";
  }

  private static Json opened(String part) throws IOException {
    byte[] json = Base64.getUrlDecoder().decode(part);
    return JsonReader.read(new String(json, StandardCharsets.UTF_8));
  }
}
