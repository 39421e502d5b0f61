package dev.herald.server.receipt;

import dev.herald.channel.ConnectorDescription;
import dev.herald.server.job.RecurringJob;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks again at what could not be folded, and lets go of what is older than it is kept. */
@Configuration(proxyBeanMethods = false)
class ReceiptJobs {
  static final String FOLD = "fold-waiting-receipts";
  static final String BOUNCES = "read-bounces";

  /** A quarter of an hour in sum: nobody waits longer for a settlement. */
  static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(8));

  @Bean
  RecurringJob foldWaitingReceipts(
      WaitingReceipts waiting,
      Folding folding,
      Sources sources,
      ConnectorCatalog connectors,
      ReceiptCounts counts) {
    return new RecurringJob(
        FOLD,
        Duration.ofSeconds(1),
        () -> {
          for (WaitingReceipts.Waiting each : waiting.due()) {
            Optional<ConfiguredSource> source = sources.find(each.sourceId());
            Folding.Fate fate =
                source
                    .map(found -> fold(folding, connectors, found, each))
                    .orElse(Folding.Fate.UNKNOWN);
            settle(waiting, counts, each, source.map(found -> found.source().code()), fate);
          }
        });
  }

  private static Folding.Fate fold(
      Folding folding,
      ConnectorCatalog connectors,
      ConfiguredSource source,
      WaitingReceipts.Waiting each) {
    return connectors
        .find(source.source().connector())
        .map(connector -> connector.description())
        .map(ConnectorDescription::destination)
        .map(kind -> folding.fold(source, kind, each.report()))
        .orElse(Folding.Fate.UNKNOWN);
  }

  private static void settle(
      WaitingReceipts waiting,
      ReceiptCounts counts,
      WaitingReceipts.Waiting each,
      Optional<String> source,
      Folding.Fate fate) {
    boolean open = fate == Folding.Fate.EARLY || fate == Folding.Fate.UNKNOWN;
    if (open && source.isPresent() && each.tries() < PAUSES.size()) {
      waiting.again(each.id(), PAUSES.get(each.tries()));
    } else {
      waiting.done(each.id());
      source.ifPresent(code -> counts.folded(code, fate));
    }
  }

  @Bean
  RecurringJob askAboutSent(FollowUpJob followUps) {
    return new RecurringJob("ask-about-sent", Duration.ofSeconds(5), followUps::run);
  }

  @Bean
  RecurringJob readBounces(MailboxJob mailboxes) {
    return new RecurringJob(BOUNCES, Duration.ofMinutes(1), mailboxes::run);
  }

  @Bean
  RecurringJob forgetReplies(Replies replies) {
    return new RecurringJob("forget-replies", Duration.ofHours(6), replies::forget);
  }
}
