package dev.herald.server.receipt;

import dev.herald.channel.Destination;
import dev.herald.channel.Source;
import dev.herald.channel.receipt.Callback;
import dev.herald.channel.receipt.CallbackAnswer;
import dev.herald.channel.receipt.Heard;
import dev.herald.channel.receipt.Receipts;
import dev.herald.channel.receipt.Report;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes what providers say: who says it, is it proven, what does it say, and to which traces. */
@Component
class ReceiptIntake {
  private static final int MOST_REPORTS = 2_000;
  private static final Duration COME_BACK = Duration.ofSeconds(30);

  private final Sources sources;
  private final ConnectorCatalog connectors;
  private final ReceiptAddress address;
  private final Folding folding;
  private final WaitingReceipts waiting;
  private final ReceiptCounts counts;

  ReceiptIntake(
      Sources sources,
      ConnectorCatalog connectors,
      ReceiptAddress address,
      Folding folding,
      WaitingReceipts waiting,
      ReceiptCounts counts,
      ConnectorCatalog.Reports reports) {
    this.sources = sources;
    this.connectors = connectors;
    this.address = address;
    this.folding = folding;
    this.waiting = waiting;
    this.counts = counts;
    reports.listen(this::heard);
  }

  /** A source whose provider reports. */
  record Ear(ConfiguredSource source, Destination.Kind kind, Receipts receipts) {}

  /**
   * Before the body is read.
   *
   * @param secret that the address had
   * @throws RequestProblem.NotFound when nobody reports there
   * @throws RequestProblem.Forbidden when the address needs another secret
   */
  Ear ear(String code, @Nullable String secret) {
    Ear ear =
        sources
            .named(code)
            .flatMap(this::ear)
            .orElseThrow(() -> new RequestProblem.NotFound(Thing.SOURCE, code));
    if (ear.receipts.proof() == Receipts.Proof.ADDRESS
        && !address.isSecret(ear.source.source().id(), secret)) {
      counts.refused(code);
      throw new RequestProblem.Forbidden(new ProblemReason.ReceiptUnproven());
    }
    return ear;
  }

  Optional<Ear> ear(ConfiguredSource source) {
    return connectors
        .find(source.source().connector())
        .flatMap(connector ->
            connector
                .receipts()
                .map(receipts -> new Ear(source, connector.description().destination(), receipts)));
  }

  /** Answers once all that was said is durable. */
  CallbackAnswer take(Ear ear, Callback callback) {
    return switch (ear.receipts.hear(ear.source.source(), callback)) {
      case Heard.Unproven _ -> {
        counts.refused(ear.source.source().code());
        throw new RequestProblem.Forbidden(new ProblemReason.ReceiptUnproven());
      }
      case Heard.Unreadable _ ->
          throw new RequestProblem.Malformed(new ProblemReason.BodyUnreadable());
      case Heard.Understood(List<Report> reports, CallbackAnswer answer) -> {
        if (reports.size() > MOST_REPORTS) {
          throw new RequestProblem.TooLarge(new ProblemReason.ReceiptsTooMany(MOST_REPORTS));
        }
        reports.forEach(report -> fold(ear, report));
        yield answer;
      }
    };
  }

  /** What came over a connection that a connector keeps; returns once it is durable. */
  private void heard(Source source, Report report) {
    ConfiguredSource configured =
        sources
            .find(source.id())
            .orElseThrow(() -> new IllegalStateException("the source has gone"));
    Destination.Kind kind =
        connectors
            .serving(configured)
            .map(connector -> connector.description().destination())
            .orElseThrow(() -> new IllegalStateException("the connector has gone"));
    fold(configured, kind, report);
  }

  private void fold(Ear ear, Report report) {
    fold(ear.source, ear.kind, report);
  }

  private void fold(ConfiguredSource source, Destination.Kind kind, Report report) {
    Folding.Fate fate = folding.fold(source, kind, report);
    if (fate == Folding.Fate.EARLY || fate == Folding.Fate.UNKNOWN) {
      if (!waiting.keep(source.source().id(), report, ReceiptJobs.PAUSES.getFirst())) {
        throw new RequestProblem.Unavailable(new ProblemReason.ServerCrowded(), COME_BACK);
      }
    } else {
      counts.folded(source.source().code(), fate);
    }
  }
}
