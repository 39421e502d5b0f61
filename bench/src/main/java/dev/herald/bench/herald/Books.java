package dev.herald.bench.herald;

import dev.herald.bench.database.Database;

/** What Herald's own tables say of its messages. */
public record Books(Database database) {

  /** Whether nothing is left to do. */
  public boolean areSettled() {
    return database.number("select count(*) from (select from task limit 1) any_task") == 0;
  }

  /** How many steps were taken that did not finish a message: retries, waits for a source. */
  public long detours() {
    return database.number("select count(*) from event where state = 'PENDING'");
  }

  /** How many messages were sent, each with the attempt that did it. */
  public long sent() {
    return database.number("select count(*) from event where kind = 'ATTEMPT' and state = 'SENT'");
  }
}
