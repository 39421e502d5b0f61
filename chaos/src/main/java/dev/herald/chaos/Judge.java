package dev.herald.chaos;

import dev.herald.chaos.Finding.Kind;
import dev.herald.chaos.provider.Book;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Compares the three books of one episode. */
final class Judge {
  private static final int CAP = 10;

  private static final long WINDOW_MILLIS = 1_000;
  private static final long LATE_MILLIS = 1_500;

  private final Ledger ledger;
  private final Path providerBook;
  private final List<Finding> findings = new ArrayList<>();
  private int doubledAmbiguous;

  Judge(Ledger ledger, Path providerBook) {
    this.ledger = ledger;
    this.providerBook = providerBook;
  }

  /**
   * @param since when the episode began
   * @param acks what clients were told
   * @param calm whether nothing was broken, so that nothing may be adopted unless a machine was so
   *     slow that a lease ran out
   */
  Verdict judge(Instant since, Collection<UUID> acks, boolean calm) throws SQLException {
    Map<UUID, Trace> traces = ledger.traces(since);
    List<Book.Entry> entries =
        Book.read(providerBook).stream().filter(entry -> !entry.at().isBefore(since)).toList();
    Map<UUID, List<Instant>> effects = new HashMap<>();
    entries.stream()
        .filter(Book.Entry::effect)
        .forEach(e -> effects.computeIfAbsent(e.message(), _ -> new ArrayList<>()).add(e.at()));
    acks(traces, new HashSet<>(acks));
    traces.values().forEach(trace -> judge(trace, effects.getOrDefault(trace.id(), List.of())));
    traces.values().forEach(trace -> successors(trace, traces));
    effects.keySet().stream()
        .filter(id -> !traces.containsKey(id) && !isOlder(id, since))
        .forEach(id -> find(Kind.LOST, "the provider has %s, and no table does".formatted(id)));
    cap(entries);
    if (calm && !ledger.hasEndedLease(since)) {
      traces.values().stream()
          .filter(Trace::isAdopted)
          .forEach(trace -> find(Kind.BROKEN, "adopted though no lease ended: " + trace));
    }
    return new Verdict(new HashSet<>(acks).size(), doubledAmbiguous, List.copyOf(findings));
  }

  /** Of an earlier episode: a call that a mutant or a zombie still had under way. */
  private static boolean isOlder(UUID id, Instant since) {
    return id.getMostSignificantBits() >>> 16 < since.toEpochMilli();
  }

  private void acks(Map<UUID, Trace> traces, Set<UUID> acks) {
    acks.stream()
        .filter(id -> !traces.containsKey(id))
        .forEach(id -> find(Kind.LOST, "acknowledged and not there: " + id));
    traces.values().stream()
        .filter(trace -> trace.root() && !acks.contains(trace.id()))
        .forEach(trace -> find(Kind.DOUBLED, "nobody was told of it: " + trace));
  }

  private void judge(Trace trace, List<Instant> effects) {
    boolean sent = trace.state().equals("SENT");
    expect(!trace.open(), Kind.LOST, "not done", trace);
    expect(trace.open() || trace.ends() > 0, Kind.LOST, "forgotten", trace);
    expect(trace.ends() < 2 && trace.isInOrder(), Kind.STALE_WRITE, "written twice", trace);
    expect(!sent || !effects.isEmpty(), Kind.LOST, "called sent and was not", trace);
    expect(
        sent || trace.open() || effects.isEmpty() || trace.isAmbiguous(),
        Kind.BROKEN,
        "sent, and nobody knows",
        trace);
    expect(effects.size() <= trace.attempts(), Kind.DOUBLED, "more effects than attempts", trace);
    expect(!trace.failedForNoAnswer(), Kind.BROKEN, "no answer was called a failure", trace);
    doubles(trace, effects.size());
    Instant expiry = trace.expiresAt();
    expect(
        expiry == null
            || effects.stream().noneMatch(at -> at.isAfter(expiry.plusMillis(LATE_MILLIS))),
        Kind.BROKEN,
        "sent after its time",
        trace);
  }

  private void doubles(Trace trace, int effects) {
    if (effects < 2) {
      return;
    }
    if (trace.isAmbiguous() && !trace.isHeldWhenInDoubt()) {
      doubledAmbiguous++;
    } else {
      find(Kind.DOUBLED, "%d effects without a reason: %s".formatted(effects, trace));
    }
  }

  private void successors(Trace trace, Map<UUID, Trace> traces) {
    for (Trace.Step step : trace.steps()) {
      UUID next = step.related();
      expect(next == null || traces.containsKey(next), Kind.LOST, "its successor is lost", trace);
    }
  }

  /** In the provider's own time. */
  private void cap(List<Book.Entry> entries) {
    List<Instant> calls =
        entries.stream()
            .filter(entry -> !entry.effect() && entry.channel().equals("capped"))
            .map(Book.Entry::at)
            .sorted()
            .toList();
    for (int i = CAP; i < calls.size(); i++) {
      long took = calls.get(i).toEpochMilli() - calls.get(i - CAP).toEpochMilli();
      if (took < WINDOW_MILLIS) {
        find(Kind.OVER_CAP, "%d calls within %d ms".formatted(CAP + 1, took));
      }
    }
  }

  private void expect(boolean right, Kind kind, String wrong, Trace trace) {
    if (!right) {
      find(kind, wrong + ": " + trace);
    }
  }

  private void find(Kind kind, String what) {
    findings.add(new Finding(kind, what));
  }
}
