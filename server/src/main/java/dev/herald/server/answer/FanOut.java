package dev.herald.server.answer;

import dev.herald.server.platform.database.Transactions;
import dev.herald.server.reason.TraceReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Makes events of noted steps, and a delivery for each subscription that hears them, in one
 * transaction: a process that dies in between leaves the steps to others.
 */
@Component
class FanOut {
  static final int MOST = 500;

  private final Transactions transactions;
  private final AnswerOutbox outbox;
  private final CloudEvents events;
  private final AnswerRows answers;

  FanOut(Transactions transactions, AnswerOutbox outbox, CloudEvents events, AnswerRows answers) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.events = events;
    this.answers = answers;
  }

  /**
   * @return how many steps were taken; fewer than {@link #MOST}: there are no more
   */
  int run() {
    return transactions.run("write answers", this::run);
  }

  private int run(Connection connection) throws SQLException {
    List<AnswerOutbox.TracedStep> steps = outbox.take(connection, MOST);
    if (!steps.isEmpty()) {
      answers.write(connection, steps.stream().filter(FanOut::isHeard).map(events::of).toList());
    }
    return steps.size();
  }

  /** That a consumer looks at a message of a feed changes nothing for whoever sent it. */
  private static boolean isHeard(AnswerOutbox.TracedStep step) {
    return step.event() == null || !(step.event().reason() instanceof TraceReason.FeedLeased);
  }
}
