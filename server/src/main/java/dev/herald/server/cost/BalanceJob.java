package dev.herald.server.cost;

import dev.herald.channel.CallReason;
import dev.herald.channel.Connector;
import dev.herald.channel.account.Balance;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the providers that tell what is left of what was paid in advance. */
@Component
class BalanceJob {
  private static final Logger log = LoggerFactory.getLogger(BalanceJob.class);
  private static final int AT_ONCE = 4;

  private final Sources sources;
  private final ConnectorCatalog connectors;
  private final Balances balances;

  BalanceJob(Sources sources, ConnectorCatalog connectors, Balances balances) {
    this.sources = sources;
    this.connectors = connectors;
    this.balances = balances;
  }

  private record Question(ConfiguredSource source, Connector connector) {}

  void run() {
    List<Question> questions = new ArrayList<>();
    for (ConfiguredSource source : sources.all()) {
      connectors
          .serving(source)
          .filter(Connector::tellsBalance)
          .ifPresent(connector -> questions.add(new Question(source, connector)));
    }
    balances.keepOnly(questions.stream().map(each -> each.source.source().id()).toList());
    Semaphore turns = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Question question : questions) {
        turns.acquireUninterruptibly();
        threads.execute(() -> {
          try {
            balances.note(question.source.source().id(), answer(question));
          } finally {
            turns.release();
          }
        });
      }
    }
  }

  private static Balance answer(Question question) {
    try {
      return question.connector.balance(question.source.source());
    } catch (RuntimeException bug) {
      log.warn("The balance of {} can't be read", question.source.source().code(), bug);
      return new Balance.Untold(
          new CallReason.RequestNotMade(String.valueOf(bug.getClass().getSimpleName())));
    }
  }
}
