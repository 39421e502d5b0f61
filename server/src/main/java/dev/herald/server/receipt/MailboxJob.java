package dev.herald.server.receipt;

import dev.herald.channel.Destination;
import dev.herald.channel.receipt.Report;
import dev.herald.channel.receipt.ReportBox;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the mailboxes that mails come back to. One that several sources share is read once, and
 * what is in it is told to whichever of them sent the message.
 */
@Component
class MailboxJob {
  private static final Logger log = LoggerFactory.getLogger(MailboxJob.class);

  private final Sources sources;
  private final ConnectorCatalog connectors;
  private final Folding folding;
  private final WaitingReceipts waiting;
  private final MailboxRows rows;
  private final ReceiptCounts counts;

  MailboxJob(
      Sources sources,
      ConnectorCatalog connectors,
      Folding folding,
      WaitingReceipts waiting,
      MailboxRows rows,
      ReceiptCounts counts) {
    this.sources = sources;
    this.connectors = connectors;
    this.folding = folding;
    this.waiting = waiting;
    this.rows = rows;
    this.counts = counts;
  }

  /** A mailbox, and the sources whose mails come back to it. */
  private record Shared(ReportBox box, List<Sender> senders) {}

  private record Sender(ConfiguredSource source, Destination.Kind kind) {}

  /**
   * @throws IllegalStateException naming the sources whose mailboxes could not be read: a job that
   *     fails again and again raises an alarm
   */
  void run() {
    Map<String, Shared> boxes = new LinkedHashMap<>();
    for (ConfiguredSource source : sources.all()) {
      connectors
          .serving(source)
          .ifPresent(connector ->
              connector
                  .reportBox(source.source())
                  .ifPresent(box ->
                      boxes
                          .computeIfAbsent(box.place(), _ -> new Shared(box, new ArrayList<>()))
                          .senders
                          .add(new Sender(source, connector.description().destination()))));
    }
    Queue<String> failed = new ConcurrentLinkedQueue<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      boxes
          .values()
          .forEach(shared ->
              threads.execute(() -> {
                if (!isRead(shared)) {
                  failed.add(shared.senders.getFirst().source.source().code());
                }
              }));
    }
    if (!failed.isEmpty()) {
      throw new IllegalStateException(
          "the mailboxes of %s could not be read".formatted(String.join(", ", failed)));
    }
  }

  private boolean isRead(Shared shared) {
    try {
      ReportBox.Visit visit = shared.box.visit(report -> keep(shared.senders, report));
      shared.senders.forEach(sender -> rows.note(sender.source.source().id(), visit));
      return visit instanceof ReportBox.Visit.Done;
    } catch (RuntimeException e) {
      log.warn("A mailbox could not be read", e);
      return false;
    }
  }

  /** What no source's message is about is nobody's: it will not become somebody's later. */
  private boolean keep(List<Sender> senders, Report report) {
    for (Sender sender : senders) {
      Folding.Fate fate = folding.fold(sender.source, sender.kind, report);
      switch (fate) {
        case TOLD, KNOWN -> {
          counts.folded(sender.source.source().code(), fate);
          return true;
        }
        case EARLY -> {
          return waiting.keep(sender.source.source().id(), report, Duration.ofSeconds(1));
        }
        case UNKNOWN -> {}
      }
    }
    counts.folded(senders.getFirst().source.source().code(), Folding.Fate.UNKNOWN);
    return true;
  }
}
