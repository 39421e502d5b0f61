package dev.herald.cli.demo;

import dev.herald.cli.server.CommandFailure;
import dev.herald.cli.server.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs a burst on a server whose configuration stands, and tells about it as it goes. */
public final class Demonstration {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int SLOWEST_PER_SECOND = 200;

  /** What of a trace tells of a call. */
  private static final Set<String> CALLS = Set.of("ATTEMPT", "ADOPTED");

  private final Server server;
  private final Stage stage;
  private final ApplicationKey key;
  private final Telling telling;

  /**
   * @param server with the administrator's key
   * @param home where the application's key is kept
   */
  public Demonstration(Server server, Path home, Telling telling) {
    this.server = server;
    this.stage = new Stage(server);
    this.key = new ApplicationKey(home);
    this.telling = telling;
  }

  /**
   * What a demonstration ended with.
   *
   * @param sound whether nothing was lost, doubled or left over, and nothing failed unasked
   */
  public record Result(ObjectNode json, boolean sound) {}

  /**
   * How much is sent.
   *
   * @param perCall how many notices go in one call at most, 1 to 1,000
   */
  public record Size(int notices, int perCall) {}

  /** Throws a {@link CommandFailure} unless messages to this server stay on it. */
  public void requireSandbox() {
    stage.requireSandbox();
  }

  /**
   * The burst, from the people it goes to until every message's end is read.
   *
   * @param faults whether some messages are to fail for good, and an alarm to fire after that
   * @param kill on the way
   */
  public Result run(Size size, boolean faults, Optional<Kill> kill) throws InterruptedException {
    Burst burst = Burst.of(size.notices(), stage.room());
    for (Company company : Company.values()) {
      stage.employ(company, burst.employees(company));
    }
    List<Trouble> troubles = Trouble.in(burst, faults);
    telling.plan(burst, size, troubles);
    Summary summary;
    Ledger ledger;
    Submission.Accepted accepted;
    Instant from;
    try (Stage.Rules _ = stage.trouble(troubles)) {
      Submission submission =
          new Submission(server.url(), key.login(server).key(), burst.notices(), size.perCall());
      from = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      FutureTask<Submission.Accepted> submitting = new FutureTask<>(submission);
      Thread.ofVirtual().name("submission").start(submitting);
      Standing last =
          new Watch(server, submission, from, kill)
              .follow(
                  submitting,
                  kill.isPresent()
                      ? patience(size.notices()).multipliedBy(2)
                      : patience(size.notices()),
                  telling.progress());
      accepted = accepted(submitting);
      ledger = Ledger.read(server, from, accepted.ids());
      summary = Summary.of(submission.notices(), accepted, ledger, last.elapsed());
    }
    telling.ending(summary);
    long told = kill.isPresent() ? doublesThatTracesTell(ledger) : 0;
    ObjectNode json = summary.json().put("doubledAsTold", told);
    Afterwards afterwards = new Afterwards(server, from);
    long delivered = afterwards.delivered();
    Optional<JsonNode> recalled = afterwards.recall(burst.notices(), accepted.ids(), ledger);
    telling.afterwards(delivered, recalled);
    json.put("delivered", delivered).put("recalled", recalled.isPresent() ? 1 : 0);
    ledger.mostTried().ifPresent(id -> telling.message(server.get("/v1/messages/" + id)));
    boolean alarmed = !faults || hasAlarmed(json);
    return new Result(
        json,
        summary.isComplete(told)
            && alarmed
            && (faults || summary.total().failed() == 0)
            && kill.map(Kill::wasDone).orElse(true));
  }

  private boolean hasAlarmed(ObjectNode json) throws InterruptedException {
    Optional<AlarmDrill.Seen> seen = new AlarmDrill(server, key.login(server), telling).run();
    seen.ifPresent(each -> each.addTo(json));
    return seen.isPresent();
  }

  /** A call was made, or on its way as its process was killed, before the one that was answered. */
  private long doublesThatTracesTell(Ledger ledger) {
    long told =
        ledger.doubled().stream()
            .filter(id ->
                server
                    .get("/v1/messages/" + id)
                    .path("trace")
                    .valueStream()
                    .filter(step -> CALLS.contains(step.path("kind").asString()))
                    .skip(1)
                    .findAny()
                    .isPresent())
            .count();
    telling.fact(
        "Doubles",
        "%,d of %,d are told by their traces: a call that nobody heard the end of, and another"
            .formatted(told, ledger.doubled().size()));
    return told;
  }

  private static Duration patience(int size) {
    return PATIENCE.plusSeconds(size / SLOWEST_PER_SECOND);
  }

  private static Submission.Accepted accepted(FutureTask<Submission.Accepted> submitting)
      throws InterruptedException {
    try {
      return submitting.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof CommandFailure known
          ? known
          : new IllegalStateException("submitting failed", failed.getCause());
    }
  }

  /** Where the key is that the demo sent with. */
  public Path keyFile() {
    return key.file();
  }
}
