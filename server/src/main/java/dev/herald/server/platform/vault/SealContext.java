package dev.herald.server.platform.vault;

import java.nio.charset.StandardCharsets;

/**
 * Where a sealed value stands: its table, its row, and whose the row is. A value that is copied to
 * another row does not open there, nor does one whose row was given to somebody else.
 *
 * @param whole all of it
 * @param earlier what values are bound to that were sealed before owners were part of it
 */
public record SealContext(byte[] whole, byte[] earlier) {

  /**
   * @param whole table, row and owner, in a form that no other row can have
   */
  public static SealContext of(String whole, String earlier) {
    return new SealContext(
        whole.getBytes(StandardCharsets.UTF_8), earlier.getBytes(StandardCharsets.UTF_8));
  }
}
