package dev.herald.server.audit;

import dev.herald.server.platform.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What ties an entry to the one before it. */
@Component
class AuditChain {
  /** Before the first entry. */
  static final byte[] START = new byte[32];

  private final Vault vault;

  AuditChain(Vault vault) {
    this.vault = vault;
  }

  /**
   * @param before the hash of the entry at the position before
   */
  byte[] hash(byte[] before, AuditEntry entry) {
    return vault.authenticationCode("audit", canonical(before, entry));
  }

  /** Each part with its length before it, so that no two entries come to the same bytes. */
  private static byte[] canonical(byte[] before, AuditEntry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(before);
    bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(entry.position()).array());
    bytes.writeBytes(micros(entry.at()));
    for (@Nullable String part :
        Arrays.asList(
            entry.actor(),
            entry.actorId(),
            entry.name(),
            entry.address(),
            entry.action(),
            entry.subject(),
            entry.detail())) {
      byte[] text = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
      int length = part == null ? -1 : text.length;
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
      bytes.writeBytes(text);
    }
    return bytes.toByteArray();
  }

  private static byte[] micros(Instant at) {
    return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
        .putLong(at.getEpochSecond())
        .putInt(at.getNano() / 1_000)
        .array();
  }
}
