package chat.parley.contract;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A real token, changed. Its {@code spec} may hold: {@code claims} and {@code header} to set ({@code
 * {"$now": seconds}} is relative to the clock), {@code drop} and {@code drop_header} to leave out,
 * {@code payload_raw} in place of all claims, {@code sign} (keep, secret, wrong, none) and {@code
 * mangle}, which spoils the finished token (RFC 7515 section 3.1).
 */
record ForgedToken(Json.Obj spec, String key, Clock clock) {
  private static final Set<String> KEYS =
      Set.of("from", "claims", "drop", "header", "drop_header", "payload_raw", "sign", "mangle");
  private static final String OTHER_KEY = "some-other-key-that-is-not-the-right-one";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  ForgedToken {
    Step.refuseUnknown(spec, KEYS);
  }

  /**
   * Forges the token.
   *
   * @param source the real token, in compact form
   * @throws IOException when the source is no token
   */
  String from(String source) throws IOException {
    String[] parts = source.split("\\.", -1);
    Json.Obj header = changed(decoded(parts[0]), "header", "drop_header");
    String signed = parts[0] + "." + parts[1];
    String sign = spec.has("sign") ? spec.get("sign").asText() : "keep";
    if (!sign.equals("keep") || changesContent()) {
      signed = encoded(JsonWriter.compact(header)) + "." + encoded(payload(decoded(parts[1])));
    }
    String signature =
        switch (sign) {
          case "keep" -> parts[2];
          case "none" -> "";
          case "secret" -> signature(signed, header, key);
          case "wrong" -> signature(signed, header, OTHER_KEY);
          default -> throw new IllegalArgumentException("sign: " + sign);
        };
    return mangled(signed, signature);
  }

  private boolean changesContent() {
    return Set.of("claims", "drop", "header", "drop_header", "payload_raw").stream()
        .anyMatch(spec::has);
  }

  private String payload(Json.Obj claims) {
    return spec.get("payload_raw") instanceof Json.Text raw
        ? raw.value()
        : JsonWriter.compact(changed(claims, "claims", "drop"));
  }

  private Json.Obj changed(Json.Obj object, String set, String drop) {
    Map<String, Json> fields = new LinkedHashMap<>(object.fields());
    spec.get(set).asObject().fields().forEach((name, value) -> fields.put(name, dated(value)));
    spec.get(drop).asItems().forEach(name -> fields.remove(name.asText()));
    return new Json.Obj(fields);
  }

  private Json dated(Json value) {
    return value.asObject().get("$now") instanceof Json.Whole seconds
        ? new Json.Whole(seconds.value().add(BigInteger.valueOf(clock.instant().getEpochSecond())))
        : value;
  }

  private String mangled(String signed, String signature) {
    if (!spec.has("mangle")) {
      return signed + "." + signature;
    }
    return switch (spec.get("mangle").asText()) {
      case "signature" ->
          signed + "." + (signature.startsWith("A") ? "B" : "A") + signature.substring(1);
      case "two_segments" -> signed;
      case "four_segments" -> signed + "." + signature + "." + signature;
      case "padding" -> signed + "." + signature + "=";
      case "truncate" -> signed + "." + signature.substring(0, signature.length() - 4);
      case "upper" -> (signed + "." + signature).toUpperCase(Locale.ROOT);
      case String other -> throw new IllegalArgumentException("mangle: " + other);
    };
  }

  private static String signature(String signed, Json.Obj header, String key) {
    String algorithm =
        switch (header.get("alg").asText()) {
          case "HS384" -> "HmacSHA384";
          case "HS512" -> "HmacSHA512";
          default -> "HmacSHA256";
        };
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return BASE64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Json.Obj decoded(String part) throws IOException {
    byte[] json = Base64.getUrlDecoder().decode(part);
    return JsonReader.read(new String(json, StandardCharsets.UTF_8)).asObject();
  }
}
