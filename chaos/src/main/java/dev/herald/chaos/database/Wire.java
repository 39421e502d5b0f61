package dev.herald.chaos.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows what one client says to PostgreSQL, as far as it takes to see which transaction is being
 * committed.
 */
final class Wire {
  private final Map<String, String> statements = new HashMap<>();
  private final List<String> transaction = new ArrayList<>();

  /** A message of the protocol, whole. */
  record Frame(char type, byte[] bytes) {
    /** The fields that a message begins with: texts that end with zero. */
    private String text(int number) {
      int from = 5;
      for (int skipped = 0; skipped < number; skipped++) {
        from = end(from) + 1;
      }
      return new String(bytes, from, end(from) - from, UTF_8);
    }

    private int end(int from) {
      int end = from;
      while (bytes[end] != 0) {
        end++;
      }
      return end;
    }
  }

  static Frame read(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    int length = in.readInt();
    byte[] bytes = new byte[length + 1];
    ByteBuffer.wrap(bytes).put((byte) type).putInt(length);
    in.readFully(bytes, 5, length - 4);
    return new Frame((char) type, bytes);
  }

  /** The first message has no type. */
  static byte[] readStartup(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = new byte[length];
    ByteBuffer.wrap(bytes).putInt(length);
    in.readFully(bytes, 4, length - 4);
    return bytes;
  }

  static boolean isCommitDone(Frame answer) {
    return answer.type == 'C' && answer.text(0).equals("COMMIT");
  }

  /**
   * @return whether this commits a transaction with a statement that begins so
   */
  boolean commits(Frame said, String beginning) {
    String sql =
        switch (said.type) {
          case 'P' -> {
            statements.put(said.text(0), said.text(1));
            yield "";
          }
          case 'B' -> statements.getOrDefault(said.text(1), "");
          case 'Q' -> said.text(0);
          default -> "";
        };
    if (!sql.equals("COMMIT") && !sql.equals("ROLLBACK")) {
      transaction.add(sql.strip());
      return false;
    }
    boolean fits =
        sql.equals("COMMIT") && transaction.stream().anyMatch(each -> each.startsWith(beginning));
    transaction.clear();
    return fits;
  }
}
