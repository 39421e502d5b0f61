package dev.herald.channels.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.channels.expression.Read;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.expression.SigningFunctions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A keyed hash of what the definition says, in a header.
 *
 * @param over what is signed; reads the finished request as {@code request}
 * @param prefix stands before the signature, for example {@code sha256=}
 */
public record Hmac(Hash hash, Shape key, Shape over, Form form, String header, Shape prefix)
    implements Auth {

  /** The hash functions by the words that definitions have for them. */
  public enum Hash {
    MD5,
    SHA1,
    SHA256,
    SHA384,
    SHA512;

    public static final List<String> WORDS = List.of("md5", "sha1", "sha256", "sha384", "sha512");
  }

  /** How the bytes of a signature are written. */
  public enum Form {
    HEX,
    BASE64;

    public static final List<String> WORDS = List.of("hex", "base64");

    String of(byte[] bytes) {
      return switch (this) {
        case HEX -> SigningFunctions.hex(bytes);
        case BASE64 -> Base64.getEncoder().encodeToString(bytes);
      };
    }
  }

  @Override
  public void sign(RequestDraft draft, Scope scope, Instant now) {
    byte[] secret = Auth.need(key, "key", scope).getBytes(UTF_8);
    byte[] signed = Auth.need(over, "over", scope.with("request", draft.words())).getBytes(UTF_8);
    byte[] signature =
        SigningFunctions.hmac("Hmac" + hash.name().toUpperCase(Locale.ROOT), secret, signed);
    draft.headers().put(header, Auth.need(prefix, "prefix", scope) + form.of(signature));
  }

  @Override
  public Set<Read> memberReads() {
    return Auth.readsOf(key, over, prefix);
  }
}
