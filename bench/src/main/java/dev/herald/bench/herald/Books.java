package dev.herald.bench.herald;

import dev.herald.bench.database.Database;
import dev.herald.server.platform.Ids;
import java.time.Instant;

/** What Herald's own tables say of its messages. */
public record Books(Database database) {

  /** Whether nothing is left to do now. What is due later may wait. */
  public boolean areSettled() {
    return database.number(
            """
            select count(*) from (select) one
            where exists (select from task where owner is not null)
              or exists (select from task where owner is null and due_at <= now()
                and lane = any('{critical,normal,bulk}'))
            """)
        == 0;
  }

  /** Whether nothing waits in the table any more. */
  public boolean allAreTaken() {
    return database.number(
            "select count(*) from (select) one where exists (select from task where owner is null)")
        == 0;
  }

  /** How many steps since then did not finish a message: retries, waits for a source. */
  public long detours(Instant since) {
    return database.number(
        "select count(*) from event where message_id >= '%s' and state = 'PENDING'"
            .formatted(Ids.first(since)));
  }

  /** How many messages were accepted since then. */
  public long accepted(Instant since) {
    return database.number(
        "select count(*) from message where id >= '%s'".formatted(Ids.first(since)));
  }

  /** How many messages accepted since then a call had in the mean. */
  public double perCall(Instant since) {
    long calls =
        database.number(
            """
            select count(distinct call_id) + count(*) filter (where call_id is null) from event
            where message_id >= '%s' and kind = 'ATTEMPT'
            """
                .formatted(Ids.first(since)));
    return (double) sent(since) / Math.max(1, calls);
  }

  /** How many messages accepted since then were sent, each with the attempt that did it. */
  public long sent(Instant since) {
    return database.number(
        """
        select count(*) from event
        where message_id >= '%s' and kind = 'ATTEMPT' and state = 'SENT'
        """
            .formatted(Ids.first(since)));
  }
}
