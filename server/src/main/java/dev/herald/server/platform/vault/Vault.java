package dev.herald.server.platform.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.AeadConfig2026;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Mac;

/**
 * Seals what must not be readable in the database: credentials, names, addresses, message bodies.
 *
 * <p>Sealing is AES-256-GCM with a random nonce. The context (a table and a row, say) is
 * authenticated with the value, so that a sealed value copied to another row does not open there.
 * Old keys of a rotated key file go on opening. Safe for concurrent use; one call takes a
 * microsecond or two.
 */
public final class Vault {
  /** The newest version of a seal. Without one a value begins with Tink's own, which is 1. */
  public static final byte BOUND_TO_WHOLE = 2;

  private final Aead aead;
  private final Mac index;
  private volatile boolean bindsToWhole = true;

  Vault(VaultKeys keys) {
    try {
      aead = keys.sealing().getPrimitive(AeadConfig2026.get(), Aead.class);
      index = Mac.getInstance("HmacSHA256");
      index.init(keys.index());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM can't do AES-GCM and HMAC-SHA256", e);
    }
  }

  /** A sealed value of another row or another key. Only what it belongs to is lost with it. */
  public static final class Unopened extends IllegalStateException {
    Unopened(GeneralSecurityException cause) {
      super("a sealed value does not open: another key or another row", cause);
    }
  }

  public byte[] seal(byte[] plain, byte[] context) {
    try {
      return aead.encrypt(plain, context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  /**
   * @throws Unopened when it was sealed in another context or with an unknown key
   */
  public byte[] open(byte[] sealed, byte[] context) {
    try {
      return aead.decrypt(sealed, context);
    } catch (GeneralSecurityException e) {
      throw new Unopened(e);
    }
  }

  public byte[] seal(String plain, String context) {
    return seal(utf8(plain), utf8(context));
  }

  /** Seals to all that the context names; what it was bound to before opens nothing of it. */
  public byte[] seal(byte[] plain, SealContext context) {
    if (!bindsToWhole) {
      return seal(plain, context.earlier());
    }
    byte[] sealed = seal(plain, context.whole());
    return ByteBuffer.allocate(1 + sealed.length).put(BOUND_TO_WHOLE).put(sealed).array();
  }

  /**
   * Opens what {@link #seal(byte[], SealContext)} sealed, and what was sealed before there was one.
   *
   * @throws IllegalStateException when it was sealed in another context or with an unknown key
   */
  public byte[] open(byte[] sealed, SealContext context) {
    return sealed.length > 0 && sealed[0] == BOUND_TO_WHOLE
        ? open(Arrays.copyOfRange(sealed, 1, sealed.length), context.whole())
        : open(sealed, context.earlier());
  }

  public byte[] seal(String plain, SealContext context) {
    return seal(utf8(plain), context);
  }

  public String openText(byte[] sealed, SealContext context) {
    return new String(open(sealed, context), StandardCharsets.UTF_8);
  }

  public String openText(byte[] sealed, String context) {
    return new String(open(sealed, utf8(context)), StandardCharsets.UTF_8);
  }

  /**
   * @param all whether every process that reads the database opens what is bound to a whole context
   */
  public void bindToWhole(boolean all) {
    bindsToWhole = all;
  }

  /**
   * Finds sealed values that are equal without opening them: the same value in the same domain
   * always has the same index, and nobody without the key can tell the value from it.
   *
   * @param domain what kind of value it is, for example {@code destination}
   * @return the first 128 bits of an HMAC-SHA256; no version of UUID
   */
  public UUID blindIndex(String domain, String value) {
    Mac mac = copyOfIndex();
    mac.update(utf8(domain));
    mac.update((byte) 0);
    ByteBuffer digest = ByteBuffer.wrap(mac.doFinal(utf8(value)));
    return new UUID(digest.getLong(), digest.getLong());
  }

  /**
   * Vouches for a content: nobody without the key can make or check the code.
   *
   * @param domain what the content is, so that a code of one kind is none of another
   * @return an HMAC-SHA256, 32 bytes
   */
  public byte[] authenticationCode(String domain, byte[] content) {
    Mac mac = copyOfIndex();
    mac.update(utf8("code:" + domain));
    mac.update((byte) 0);
    return mac.doFinal(content);
  }

  private Mac copyOfIndex() {
    try {
      return (Mac) index.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this JVM's HMAC-SHA256 can't be copied", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
