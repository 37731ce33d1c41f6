package chat.parley.doctor;

import chat.parley.config.Issuer;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;

/** The issuer of tokens: whether its keys are where the settings say. */
final class IssuerHealth {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String ADVICE =
      "see that PARLEY_JWKS_URL is right and can be reached from here; known keys stay good"
          + " meanwhile";

  private IssuerHealth() {}

  static Finding examine(Issuer issuer) {
    String where = issuer.keys().toString();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(issuer.keys()).timeout(PATIENCE).build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        return wrong("%s answers %d".formatted(where, answer.statusCode()));
      }
      int keys = JWKSet.parse(answer.body()).size();
      return keys > 0
          ? new Finding.Good("issuer", "%d keys at %s".formatted(keys, where))
          : wrong(where + " has no keys");
    } catch (IOException e) {
      return wrong("%s cannot be reached (%s)".formatted(where, e));
    } catch (ParseException e) {
      return wrong(where + " has no JSON Web Key Set");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return wrong("interrupted");
    }
  }

  private static Finding wrong(String what) {
    return new Finding.Wrong("issuer", what, ADVICE);
  }
}
