package dev.herald.server.task.store;

import dev.herald.server.platform.database.Transactions;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.TraceEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Calls off what nobody has in hand yet. */
@Component
public class Cancellation {
  private static final String TAKE =
      """
      delete from task where id = ? and state = 'PENDING' and owner is null returning sequence
      """;

  private final Transactions transactions;
  private final DedupClaims dedup;
  private final Clock clock;

  Cancellation(Transactions transactions, DedupClaims dedup, Clock clock) {
    this.transactions = transactions;
    this.dedup = dedup;
    this.clock = clock;
  }

  /**
   * @param actor who calls it off
   * @return false: it is being sent, or already settled
   */
  public boolean cancel(NewMessage message, String actor) {
    return transactions.run(
        "cancel",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setObject(1, message.id());
            try (ResultSet row = statement.executeQuery()) {
              if (!row.next()) {
                return false;
              }
              TraceEvent event =
                  new TraceEvent(
                      clock.instant(),
                      TraceEvent.Kind.CANCELLED,
                      MessageState.CANCELLED,
                      "called off by " + actor,
                      null,
                      null,
                      null,
                      actor);
              EventRows.insert(
                  connection,
                  List.of(new EventRows.Placed(message.id(), row.getInt(1) + 1, event)));
            }
          }
          dedup.release(connection, List.of(message));
          return true;
        });
  }
}
