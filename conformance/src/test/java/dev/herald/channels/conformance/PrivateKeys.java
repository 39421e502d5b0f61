package dev.herald.channels.conformance;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** Keys as providers hand them out: PKCS#8 in PEM. Made anew for each run. */
final class PrivateKeys {
  static final String EC = pem("EC", 256);
  static final String OTHER_EC = pem("EC", 256);
  static final String RSA = pem("RSA", 2_048);
  static final String OTHER_RSA = pem("RSA", 2_048);

  private PrivateKeys() {}

  private static String pem(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
      String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
      return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
