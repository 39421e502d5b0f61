package dev.herald.sandbox.account;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/**
 * Public keys out of PEM texts. A private key holds its public one, so that a stand-in can check a
 * signature with what the sender was configured with.
 */
final class Keys {
  private Keys() {}

  static boolean isPem(String text) {
    return text.contains("-----BEGIN");
  }

  /**
   * @throws IllegalArgumentException when it is neither an RSA nor a P-256 key in PKCS#8 or X.509
   */
  static PublicKey publicKey(String pem) {
    byte[] der =
        Base64.getMimeDecoder()
            .decode(pem.replace("\\n", "\n").replaceAll("-----[A-Z ]+-----", "").strip());
    for (String algorithm : List.of("RSA", "EC")) {
      try {
        KeyFactory factory = KeyFactory.getInstance(algorithm);
        return pem.contains("PRIVATE KEY")
            ? publicHalf(factory, factory.generatePrivate(new PKCS8EncodedKeySpec(der)))
            : factory.generatePublic(new X509EncodedKeySpec(der));
      } catch (GeneralSecurityException otherAlgorithm) {
        continue;
      }
    }
    throw new IllegalArgumentException("neither an RSA key nor one of P-256");
  }

  private static PublicKey publicHalf(KeyFactory factory, PrivateKey key)
      throws GeneralSecurityException {
    return switch (key) {
      case RSAPrivateCrtKey rsa ->
          factory.generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
      case ECPrivateKey ec ->
          factory.generatePublic(new ECPublicKeySpec(point(ec.getS()), ec.getParams()));
      default -> throw new GeneralSecurityException("a key without a public half");
    };
  }

  private static ECPoint point(BigInteger secret) {
    var point = CustomNamedCurves.getByName("P-256").getG().multiply(secret).normalize();
    return new ECPoint(
        point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
  }
}
