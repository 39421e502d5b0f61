package dev.herald.sandbox.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.sandbox.outbox.SignatureCheck;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A signed JSON Web Token, RFC 7519, in its compact form. Of signatures it knows RS256 and ES256;
 * the latter is R and S of 32 bytes each, RFC 7518, and never ASN.1.
 */
public record Jwt(JsonNode header, JsonNode claims, String signed, byte[] signature) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int ES256_BYTES = 64;

  /** Null when the text is no such token. */
  public static @Nullable Jwt of(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      return null;
    }
    try {
      return new Jwt(
          MAPPER.readTree(decoded(parts[0])),
          MAPPER.readTree(decoded(parts[1])),
          parts[0] + "." + parts[1],
          decoded(parts[2]));
    } catch (IllegalArgumentException | JacksonException noToken) {
      return null;
    }
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }

  /** A claim as text; empty when it is missing. */
  public String claim(String name) {
    return claims.path(name).asString("");
  }

  /** Zero when the claim is no number. */
  public long seconds(String name) {
    return claims.path(name).asLong(0);
  }

  /**
   * @param algorithm {@code RS256} or {@code ES256}, which the header must name
   * @param keys PEM texts, public or private; what is no key is passed over
   */
  public SignatureCheck check(String algorithm, Set<String> keys) {
    if (!algorithm.equals(header.path("alg").asString(""))
        || algorithm.equals("ES256") && signature.length != ES256_BYTES) {
      return SignatureCheck.WRONG;
    }
    Set<String> usable = keys.stream().filter(Keys::isPem).collect(Collectors.toSet());
    return SignatureCheck.against(usable, key -> verifies(algorithm, Keys.publicKey(key)));
  }

  private boolean verifies(String algorithm, PublicKey key) {
    try {
      Signature verifier =
          Signature.getInstance(
              algorithm.equals("ES256") ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
      verifier.initVerify(key);
      verifier.update(signed.getBytes(UTF_8));
      return verifier.verify(signature);
    } catch (GeneralSecurityException otherKindOfKey) {
      return false;
    }
  }
}
