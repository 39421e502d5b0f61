package dev.herald.server.imports;

import dev.herald.channel.Reason;
import dev.herald.server.platform.csv.CsvForm;
import dev.herald.server.upload.Mapping;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The making or changing of many recipients by a file.
 *
 * @param total rows of the file; null: not counted yet
 * @param line of the file that was reached
 * @param problem why it failed
 */
record RecipientImport(
    UUID id,
    UUID tenantId,
    UUID uploadId,
    String file,
    CsvForm form,
    Mapping mapping,
    State state,
    String requestedBy,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable Long total,
    long line,
    Counts counts,
    @Nullable Reason problem) {

  /** How far it is. */
  enum State {
    /** The dry run is on its way. */
    CHECKING,
    /** It can be started. */
    CHECKED,
    RUNNING,
    DONE,
    STOPPED,
    FAILED
  }

  /** What became of rows, or would become of them. */
  record Counts(long lookedAt, long created, long updated, long unchanged, long wrong) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts plus(Counts other) {
      return new Counts(
          lookedAt + other.lookedAt,
          created + other.created,
          updated + other.updated,
          unchanged + other.unchanged,
          wrong + other.wrong);
    }
  }

  boolean isDry() {
    return state == State.CHECKING;
  }
}
