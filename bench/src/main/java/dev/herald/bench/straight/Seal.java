package dev.herald.bench.straight;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM, blind indexes and hashes, under keys that nobody needs afterwards. Of one thread.
 */
final class Seal {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key = new SecretKeySpec(fresh(KEY_BYTES), "AES");
  private final Cipher cipher;
  private final Mac index;
  private final MessageDigest hash;

  Seal() {
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
      index = Mac.getInstance("HmacSHA256");
      index.init(new SecretKeySpec(fresh(KEY_BYTES), "HmacSHA256"));
      hash = MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException lacking) {
      throw new IllegalStateException(lacking);
    }
  }

  /** The nonce, what is sealed, and the tag; it opens for this id only. */
  byte[] sealed(byte[] plain, UUID id) {
    byte[] nonce = fresh(NONCE_BYTES);
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(Byte.SIZE * TAG_BYTES, nonce));
      cipher.updateAAD(bytes(id));
      byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + plain.length + TAG_BYTES);
      cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /** Equal for equal values, and nothing else is told by it. */
  UUID blind(String value) {
    return id(index.doFinal(value.getBytes(StandardCharsets.UTF_8)));
  }

  UUID hashed(byte[] content) {
    return id(hash.digest(content));
  }

  private byte[] fresh(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static UUID id(byte[] digest) {
    ByteBuffer bytes = ByteBuffer.wrap(digest);
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
