package dev.herald.server.identity.factor;

/** Bytes as people type them (RFC 4648), without padding. */
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  /**
   * @param bytes a multiple of five of them
   */
  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte next : bytes) {
      held = held << Byte.SIZE | next & 0xff;
      for (bits += Byte.SIZE; bits >= BITS; bits -= BITS) {
        text.append(ALPHABET.charAt(held >> (bits - BITS) & 0x1f));
      }
    }
    return text.toString();
  }
}
