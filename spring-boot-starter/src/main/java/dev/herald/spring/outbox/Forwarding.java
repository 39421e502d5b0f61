package dev.herald.spring.outbox;

import dev.herald.client.FieldError;
import dev.herald.client.HeraldClient;
import dev.herald.client.HeraldException;
import dev.herald.client.LineResult;
import dev.herald.client.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Forwards one batch: locks due rows, sends them in one request, and deletes those that were taken,
 * all in one transaction. A crash anywhere leaves the rows, and what was taken already is known to
 * Herald by its key. The locks hold nobody up: rows are new or skipped, never waited for.
 */
final class Forwarding {
  private static final int FAILED = 500;

  private final OutboxTable table;
  private final TransactionOperations transaction;
  private final HeraldClient herald;
  private final int attempts;
  private final BackOff backOff;

  /**
   * @param herald that tries once, for the relay comes again by itself
   * @param attempts how often Herald may fail on a row before it is parked
   */
  Forwarding(
      OutboxTable table,
      TransactionOperations transaction,
      HeraldClient herald,
      int attempts,
      BackOff backOff) {
    this.table = table;
    this.transaction = transaction;
    this.herald = herald;
    this.attempts = attempts;
    this.backOff = backOff;
  }

  /**
   * @param claimed how many rows there were
   * @param busy what Herald said of a row that it can't take at the moment; null when it took, or
   *     refused, all
   */
  record Batch(int claimed, int taken, int parked, @Nullable HeraldException busy) {
    static final Batch EMPTY = new Batch(0, 0, 0, null);
  }

  private record Line(OutboxRow row, Submission submission) {}

  /**
   * @param most rows at a time
   * @throws HeraldException when nothing could be sent; all rows stay as they were
   */
  Batch forward(int most) {
    Batch batch = transaction.execute(own -> within(most));
    return batch == null ? Batch.EMPTY : batch;
  }

  private Batch within(int most) {
    List<OutboxRow> rows = table.claim(most);
    List<Line> lines = new ArrayList<>();
    for (OutboxRow row : rows) {
      try {
        lines.add(new Line(row, Submission.fromJson(row.submission()).orKey(row.id())));
      } catch (IllegalArgumentException broken) {
        table.park(row, "Unreadable: " + broken.getMessage());
      }
    }
    int unreadable = rows.size() - lines.size();
    return lines.isEmpty()
        ? new Batch(rows.size(), 0, unreadable, null)
        : settled(lines, unreadable, send(lines));
  }

  /** What can't be sent even alone is the row's own fault. */
  private List<LineResult> send(List<Line> lines) {
    List<Submission> submissions = lines.stream().map(Line::submission).toList();
    try {
      return herald.sendAll(submissions);
    } catch (HeraldException.Invalid refused) {
      if (lines.size() > 1) {
        throw refused;
      }
      return List.of(new LineResult.Refused(submissions.get(0), refused));
    }
  }

  private Batch settled(List<Line> lines, int unreadable, List<LineResult> results) {
    List<OutboxRow> taken = new ArrayList<>();
    int parked = unreadable;
    HeraldException busy = null;
    for (int i = 0; i < lines.size(); i++) {
      OutboxRow row = lines.get(i).row();
      if (!(results.get(i) instanceof LineResult.Refused refused)) {
        taken.add(row);
      } else if (isBusy(refused.problem())) {
        busy = refused.problem();
      } else if (mayPass(refused.problem()) && row.attempts() + 1 < attempts) {
        table.tryLater(row, backOff.after(row.attempts() + 1), reason(refused.problem()));
      } else {
        table.park(row, reason(refused.problem()));
        parked++;
      }
    }
    table.delete(taken);
    return new Batch(lines.size() + unreadable, taken.size(), parked, busy);
  }

  /** Herald has no room, or the application no quota: that is nothing of this row. */
  private static boolean isBusy(HeraldException problem) {
    return problem.isPassing() && !mayPass(problem);
  }

  /** Herald failed on this row. */
  private static boolean mayPass(HeraldException problem) {
    return problem.status() == FAILED;
  }

  /** The type and the fields; after the colon Herald's words, which may quote the submission. */
  static String reason(HeraldException problem) {
    String fields =
        problem instanceof HeraldException.Invalid invalid && !invalid.errors().isEmpty()
            ? invalid.errors().stream()
                .map(FieldError::field)
                .collect(Collectors.joining(", ", " (", ")"))
            : "";
    return problem.getClass().getSimpleName() + fields + ": " + problem.getMessage();
  }
}
