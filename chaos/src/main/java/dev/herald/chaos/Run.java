package dev.herald.chaos;

import dev.herald.chaos.agent.Mutant;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Runs episodes on a cluster, one after the other, and says what each came to. */
final class Run {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration MUTANT_PATIENCE = Duration.ofSeconds(20);
  private static final int TRIES = 3;

  private final Cluster cluster;
  private final PrintWriter out;
  private Totals totals;

  Run(Cluster cluster, Totals totals, PrintWriter out) {
    this.cluster = cluster;
    this.totals = totals;
    this.out = out;
  }

  Totals totals() {
    return totals;
  }

  /** The same number under the same seed is the same fault with the same chances. */
  Random chances() {
    return new Random(totals.seed() * 1_000_003 + totals.episodes());
  }

  /** One fault, the healing, and the judgement. */
  Verdict episode(Fault fault) {
    Instant began = Instant.now();
    int cutsBefore = cluster.database().proxy().cuts();
    int number = totals.episodes();
    Verdict verdict = judged("e" + number, fault, chances(), PATIENCE, true);
    totals = totals.plus(fault, cluster.database().proxy().cuts() - cutsBefore, verdict);
    out.printf(
        "%3d  %-46s %4d acknowledged, %d doubled in doubt, %4.1f s  %s%n",
        number,
        fault.name(),
        verdict.acknowledged(),
        verdict.doubledAmbiguous(),
        Duration.between(began, Instant.now()).toMillis() / 1000.0,
        verdict.isGood() ? "ok" : "WRONG");
    if (!verdict.isGood()) {
      out.printf("     seed %d, episode %d:%n", totals.seed(), number);
      verdict.findings().stream()
          .limit(10)
          .forEach(finding -> out.printf("     %s: %s%n", finding.kind(), finding.what()));
    }
    out.flush();
    return verdict;
  }

  private Verdict judged(
      String name, Fault fault, Random random, Duration patience, boolean reviveAtOnce) {
    if (fault.needsBoth()) {
      cluster.awaitReady();
    } else {
      cluster.awaitOne();
    }
    Instant since = Instant.now();
    Client.Load load = cluster.client().start(fault.orders(name, random));
    fault.strike(cluster, random);
    cluster.heal();
    if (reviveAtOnce || cluster.open().findAny().isEmpty()) {
      cluster.awaitOne();
    }
    load.await(patience);
    cluster.drains(patience);
    load.checkWindows();
    return verdict(since, cluster.client().acknowledged(name), load.wrongs(), fault.isCalm());
  }

  private Verdict verdict(Instant since, List<UUID> acks, List<String> wrongs, boolean calm) {
    try {
      Verdict verdict = cluster.judge().judge(since, acks, calm);
      List<Finding> findings = new ArrayList<>(verdict.findings());
      wrongs.forEach(wrong -> findings.add(new Finding(Finding.Kind.BROKEN, wrong)));
      return new Verdict(verdict.acknowledged(), verdict.doubledAmbiguous(), findings);
    } catch (SQLException failed) {
      throw new IllegalStateException("the database can't be read", failed);
    }
  }

  // --- mutants ---

  /** Switches a bug on in every server, and sees whether it is noticed. */
  boolean mutant(Mutant mutant) {
    String noticed = "";
    for (int attempt = 0; attempt < TRIES && noticed.isEmpty(); attempt++) {
      noticed = tryOut(mutant, attempt);
    }
    totals = totals.mutant(!noticed.isEmpty());
    out.printf(
        "%-38s %s%n", mutant.label(), noticed.isEmpty() ? "NOT NOTICED" : "noticed: " + noticed);
    out.flush();
    return !noticed.isEmpty();
  }

  private String tryOut(Mutant mutant, int attempt) {
    cluster.awaitReady();
    try {
      cluster.servers().forEach(server -> server.mutate(mutant));
    } catch (IllegalStateException doesNotFit) {
      out.println(doesNotFit.getMessage());
      return "";
    }
    String name = "m%d-%d-%d".formatted(totals.mutants(), attempt, Instant.now().getEpochSecond());
    List<Finding> findings = new ArrayList<>();
    for (Fault fault : Program.trial(mutant)) {
      if (findings.stream().allMatch(finding -> finding.kind() == Finding.Kind.OVER_CAP)) {
        Random random = new Random(totals.seed() + attempt);
        findings.addAll(
            judged(name + fault.name().charAt(0), fault, random, MUTANT_PATIENCE, false)
                .findings());
      }
    }
    cluster.open().forEach(Server::restore);
    cluster.forgetTasks();
    findings.removeIf(
        finding -> finding.kind() == Finding.Kind.OVER_CAP && mutant != Mutant.CAP_IGNORED);
    return findings.isEmpty()
        ? ""
        : "%s (%s)".formatted(findings.getFirst().kind(), findings.getFirst().what().split(":")[0]);
  }
}
