package chat.parley.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A public key of an issuer, good for one algorithm: the kind of the key decides which, never the token
 * (RFC 8725, 3.1 and 3.2).
 *
 * @param id the {@code kid}, or null for none
 */
record IssuerKey(@Nullable String id, JWSAlgorithm algorithm, Check check) {
  private static final int LEAST_RSA_BITS = 2048;
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int ED25519_BYTES = 32;

  /** Whether bytes were signed with the private half of a key. */
  @FunctionalInterface
  interface Check {
    boolean isSigned(JWSHeader header, byte[] signed, Base64URL signature)
        throws JOSEException, GeneralSecurityException;
  }

  /** Empty for a key that is not for RS256, ES256 or EdDSA, or not for signatures, or too weak. */
  static Optional<IssuerKey> of(JWK key) {
    boolean forSignatures = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
    if (!forSignatures || key.isPrivate()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
              switch (key) {
                case RSAKey rsa when rsa.size() >= LEAST_RSA_BITS ->
                    of(key, JWSAlgorithm.RS256, new RSASSAVerifier(rsa.toRSAPublicKey()));
                case ECKey ec when ec.getCurve().equals(Curve.P_256) ->
                    of(key, JWSAlgorithm.ES256, new ECDSAVerifier(ec.toECPublicKey()));
                case OctetKeyPair pair when pair.getCurve().equals(Curve.Ed25519) ->
                    new IssuerKey(key.getKeyID(), JWSAlgorithm.EdDSA, ed25519(pair));
                default -> null;
              })
          .filter(usable ->
              key.getAlgorithm() == null || key.getAlgorithm().equals(usable.algorithm()));
    } catch (JOSEException | GeneralSecurityException | IllegalArgumentException unusable) {
      return Optional.empty();
    }
  }

  private static IssuerKey of(JWK key, JWSAlgorithm algorithm, JWSVerifier verifier) {
    return new IssuerKey(key.getKeyID(), algorithm, verifier::verify);
  }

  /** The JDK knows the algorithm (RFC 8032); nimbus would want another library for it. */
  private static Check ed25519(OctetKeyPair pair) throws GeneralSecurityException {
    byte[] raw = pair.getDecodedX();
    if (raw.length != ED25519_BYTES) {
      throw new IllegalArgumentException("not a key of Ed25519");
    }
    byte[] encoded = new byte[ED25519_PREFIX.length + raw.length];
    System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
    System.arraycopy(raw, 0, encoded, ED25519_PREFIX.length, raw.length);
    PublicKey key =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    return (header, signed, signature) -> {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(signed);
      return check.verify(signature.decode());
    };
  }
}
