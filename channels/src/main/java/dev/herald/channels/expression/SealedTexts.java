package dev.herald.channels.expression;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Texts that chat providers seal with AES-256-CBC.
 *
 * <p>One form (Feishu) has the initial vector before the cipher text. The other (WeCom, WeChat,
 * DingTalk) takes the vector from the key, and frames the text: 16 bytes of salt, its length, the
 * text, and who it is for; it is padded to 32 bytes.
 */
final class SealedTexts {
  private static final int BLOCK = 16;
  private static final int FRAMED_BLOCK = 32;
  private static final int FRAME = BLOCK + Integer.BYTES;

  private SealedTexts() {}

  /**
   * @param key of 32 bytes
   * @param sealed in Base64, with the vector before it
   */
  static String open(byte[] key, String sealed) {
    byte[] bytes = Base64.getDecoder().decode(sealed);
    if (bytes.length < 2 * BLOCK) {
      throw new IllegalArgumentException("nothing is sealed");
    }
    byte[] vector = Arrays.copyOf(bytes, BLOCK);
    byte[] text = Arrays.copyOfRange(bytes, BLOCK, bytes.length);
    return text(unpadded(aes(Cipher.DECRYPT_MODE, key, vector, text), BLOCK));
  }

  /**
   * @param key as providers show it, 43 characters
   * @param receiver who it must be for
   */
  static String openFramed(String key, String sealed, String receiver) {
    byte[] secret = key(key);
    byte[] padded =
        aes(
            Cipher.DECRYPT_MODE,
            secret,
            Arrays.copyOf(secret, BLOCK),
            Base64.getDecoder().decode(sealed));
    byte[] frame = unpadded(padded, FRAMED_BLOCK);
    int length = frame.length < FRAME ? -1 : ByteBuffer.wrap(frame).getInt(BLOCK);
    if (length < 0 || length > frame.length - FRAME) {
      throw new IllegalArgumentException("no frame");
    }
    String to = text(Arrays.copyOfRange(frame, FRAME + length, frame.length));
    if (!to.equals(receiver)) {
      throw new IllegalArgumentException("for another receiver");
    }
    return text(Arrays.copyOfRange(frame, FRAME, FRAME + length));
  }

  /**
   * @param salt whatever differs from call to call
   */
  static String sealFramed(String key, String text, String receiver, String salt) {
    byte[] secret = key(key);
    byte[] said = text.getBytes(StandardCharsets.UTF_8);
    byte[] to = receiver.getBytes(StandardCharsets.UTF_8);
    byte[] start = SigningFunctions.hmacSha256(secret, salt.getBytes(StandardCharsets.UTF_8));
    int size = FRAME + said.length + to.length;
    int padding = FRAMED_BLOCK - size % FRAMED_BLOCK;
    ByteBuffer frame =
        ByteBuffer.allocate(size + padding)
            .put(start, 0, BLOCK)
            .putInt(said.length)
            .put(said)
            .put(to);
    while (frame.hasRemaining()) {
      frame.put((byte) padding);
    }
    return Base64.getEncoder()
        .encodeToString(
            aes(Cipher.ENCRYPT_MODE, secret, Arrays.copyOf(secret, BLOCK), frame.array()));
  }

  private static byte[] key(String shown) {
    return Base64.getDecoder().decode(shown + "=");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] unpadded(byte[] padded, int most) {
    int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
    if (padding < 1 || padding > most || padding > padded.length) {
      throw new IllegalArgumentException("another key");
    }
    return Arrays.copyOf(padded, padded.length - padding);
  }

  private static byte[] aes(int mode, byte[] key, byte[] vector, byte[] bytes) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }
}
