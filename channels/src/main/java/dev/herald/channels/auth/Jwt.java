package dev.herald.channels.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.channels.expression.Read;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A signed statement of who calls, as RFC 7519 has it. {@code alg}, {@code typ} and {@code iat} are
 * added to what the definition says, and {@code exp} where it has a lifetime.
 *
 * @param key a private key in PKCS#8 and PEM
 * @param lives until {@code exp}; null without one
 */
public record Jwt(
    Algorithm algorithm,
    Shape key,
    Shape.Members header,
    Shape.Members claims,
    @Nullable Duration lives) {

  /** By the names of RFC 7518. */
  public enum Algorithm {
    ES256("EC", "SHA256withECDSAinP1363Format"),
    RS256("RSA", "SHA256withRSA");

    public static final List<String> WORDS = List.of("ES256", "RS256");

    private final String keys;
    private final String signatures;

    Algorithm(String keys, String signatures) {
      this.keys = keys;
      this.signatures = signatures;
    }
  }

  /**
   * @throws dev.herald.channels.expression.ExpressionFault when the key is absent
   * @throws IllegalArgumentException when it is none of its kind; its message shows no value
   */
  public String signed(Scope scope, Instant now) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("alg", algorithm.name());
    head.put("typ", "JWT");
    head.putAll(header.value(scope));
    Map<String, Object> body = new LinkedHashMap<>(claims.value(scope));
    body.put("iat", now.getEpochSecond());
    if (lives != null) {
      body.put("exp", now.plus(lives).getEpochSecond());
    }
    String text = encoded(head) + "." + encoded(body);
    return text + "." + base64(signature(Auth.need(key, "key", scope), text.getBytes(UTF_8)));
  }

  private byte[] signature(String pem, byte[] text) {
    try {
      Signature signature = Signature.getInstance(algorithm.signatures);
      signature.initSign(privateKey(pem));
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "the key is not a private key for %s in PKCS#8 (-----BEGIN PRIVATE KEY-----)"
              .formatted(algorithm));
    }
  }

  /** A key that was copied out of a JSON document has its line breaks written as {@code \n}. */
  private PrivateKey privateKey(String pem) throws GeneralSecurityException {
    String base64 =
        pem.replace("\\n", "\n").replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s+", "");
    return KeyFactory.getInstance(algorithm.keys)
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private static String encoded(Map<String, Object> json) {
    return base64(JsonMapper.shared().writeValueAsBytes(json));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** All that it is made of. */
  public Set<Read> memberReads() {
    Set<Read> reads = new HashSet<>(Auth.readsOf(key));
    reads.addAll(header.memberReads());
    reads.addAll(claims.memberReads());
    return reads;
  }
}
