package dev.herald.server.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An act as the log holds it.
 *
 * @param position 1 is the oldest
 * @param at to the microsecond
 * @param actor what kind of actor
 * @param actorId of the user or the application
 * @param name of the actor, as it was then
 * @param address where the request came from
 * @param detail JSON, as it was written
 */
public record AuditEntry(
    long position,
    Instant at,
    String actor,
    @Nullable String actorId,
    String name,
    @Nullable String address,
    String action,
    String subject,
    @JsonRawValue @Schema(implementation = Object.class) @Nullable String detail) {

  /** An entry and the hash that stands beside it. */
  record Linked(AuditEntry entry, byte[] hash) {
    String hex() {
      return HexFormat.of().formatHex(hash);
    }
  }
}
