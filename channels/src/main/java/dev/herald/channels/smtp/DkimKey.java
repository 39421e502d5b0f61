package dev.herald.channels.smtp;

import dev.herald.channel.CallReason;
import dev.herald.channel.SettingFault;
import dev.herald.channel.Source;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * With what a source's mails are signed.
 *
 * @param domain whose signature it is
 * @param selector under which the public key is found: {@code <selector>._domainkey.<domain>}
 */
record DkimKey(String domain, String selector, Algorithm algorithm, PrivateKey key) {

  /** RFC 6376 and RFC 8463. */
  enum Algorithm {
    RSA("rsa-sha256", "SHA256withRSA"),
    ED25519("ed25519-sha256", "Ed25519");

    final String word;
    final String signatures;

    Algorithm(String word, String signatures) {
      this.word = word;
      this.signatures = signatures;
    }
  }

  /**
   * Null where the source signs nothing.
   *
   * @throws SettingFault when one of the three settings is missing, or the key is not one
   */
  static @Nullable DkimKey of(Source source) {
    if (source.setting("dkimDomain") == null
        && source.setting("dkimSelector") == null
        && source.setting("dkimKey") == null) {
      return null;
    }
    String domain = source.required("dkimDomain");
    String selector = source.required("dkimSelector");
    byte[] encoded = decoded(source.required("dkimKey"));
    for (Algorithm algorithm : Algorithm.values()) {
      try {
        PrivateKey key =
            KeyFactory.getInstance(algorithm.name())
                .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        return new DkimKey(domain, selector, algorithm, key);
      } catch (GeneralSecurityException _) {
        // It may be a key of the other algorithm.
      }
    }
    throw notAKey();
  }

  /** A key that was put in one line has spaces or {@code \n} for its line breaks. */
  private static byte[] decoded(String pem) {
    try {
      return Base64.getDecoder()
          .decode(
              pem.replace("\\n", "").replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s+", ""));
    } catch (IllegalArgumentException _) {
      throw notAKey();
    }
  }

  private static SettingFault notAKey() {
    return new SettingFault(new CallReason.SettingUnusable("dkimKey", "PKCS#8 PEM (RSA, Ed25519)"));
  }

  @Override
  public String toString() {
    return selector + "._domainkey." + domain;
  }
}
