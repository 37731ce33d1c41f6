package chat.parley.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import org.junit.jupiter.api.Test;

class ForgedTokenTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  /** Header {@code {"alg":"HS256"}}, claims {@code {"user_id":1,"exp":2}}, a signature of no value. */
  private static final String SOURCE =
      "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyX2lkIjoxLCJleHAiOjJ9.c2lnbmF0dXJl";

  @Test
  void aClaimRelativeToTheClockIsSignedWithTheServersKey() throws Exception {
    SignedJWT token =
        SignedJWT.parse(forged("{\"claims\":{\"exp\":{\"$now\":-60}},\"sign\":\"secret\"}"));
    assertThat(isSignedByTheServer(token)).isTrue();
    assertThat(token.getJWTClaimsSet().getExpirationTime())
        .isEqualTo(Date.from(NOW.minusSeconds(60)));
    assertThat(token.getJWTClaimsSet().getLongClaim("user_id")).isEqualTo(1);
  }

  @Test
  void anotherKeyIsNotTheServers() throws Exception {
    assertThat(isSignedByTheServer(SignedJWT.parse(forged("{\"sign\":\"wrong\"}")))).isFalse();
  }

  @Test
  void theLongerHashesAreUsedAsTheHeaderSays() throws Exception {
    SignedJWT token =
        SignedJWT.parse(forged("{\"header\":{\"alg\":\"HS512\"},\"sign\":\"secret\"}"));
    assertThat(token.getSignature().decode()).hasSize(64);
  }

  @Test
  void aChangedHeaderCanKeepItsOldSignature() throws IOException {
    assertThat(forged("{\"header\":{\"alg\":\"none\"}}"))
        .isEqualTo("eyJhbGciOiJub25lIn0.eyJ1c2VyX2lkIjoxLCJleHAiOjJ9.c2lnbmF0dXJl");
  }

  @Test
  void aDroppedClaimIsGone() throws IOException {
    assertThat(forged("{\"drop\":[\"user_id\"],\"sign\":\"none\"}"))
        .isEqualTo("eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjJ9.");
  }

  @Test
  void aMangledTokenIsSpoiltInItsSignatureOnly() throws IOException {
    assertThat(forged("{\"mangle\":\"signature\"}")).isEqualTo(SOURCE.replace(".c2", ".A2"));
    assertThat(forged("{\"mangle\":\"truncate\"}")).isEqualTo(SOURCE.replace("dXJl", ""));
    assertThat(forged("{\"mangle\":\"two_segments\"}"))
        .isEqualTo(SOURCE.replace(".c2lnbmF0dXJl", ""));
  }

  private static String forged(String spec) throws IOException {
    return new ForgedToken(
            JsonReader.read(spec).asObject(),
            Contract.SIGNING_KEY,
            Clock.fixed(NOW, ZoneOffset.UTC))
        .from(SOURCE);
  }

  private static boolean isSignedByTheServer(SignedJWT token) throws JOSEException, ParseException {
    return token.verify(new MACVerifier(Contract.SIGNING_KEY));
  }
}
