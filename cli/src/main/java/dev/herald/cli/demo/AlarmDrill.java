package dev.herald.cli.demo;

import dev.herald.cli.server.Server;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A provider refuses a company's account until somebody mends it: the alarm of its source fires
 * meanwhile, and is over after that.
 */
final class AlarmDrill {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String SOURCE = "northwind-sms";
  private static final String CONNECTOR = "tencent-sms";
  private static final String REASON = "credentials";
  private static final Company COMPANY = Company.NORTHWIND;
  private static final int NOTICES = 12;

  private final Server server;
  private final Server application;
  private final Stage stage;
  private final Telling telling;

  /**
   * @param server with the administrator's key
   * @param application the same with the application's
   */
  AlarmDrill(Server server, Server application, Telling telling) {
    this.server = server;
    this.application = application;
    this.stage = new Stage(server);
    this.telling = telling;
  }

  /** How long it took until the alarm fired, and from the mending until it was over. */
  record Seen(double fired, double resolved) {
    ObjectNode addTo(ObjectNode json) {
      return json.put("alarmFiredSeconds", fired).put("alarmResolvedSeconds", resolved);
    }
  }

  /** Empty when the alarm did not fire, or is not over. */
  Optional<Seen> run() throws InterruptedException {
    telling.heading("An alarm, from the fault to its end");
    stage.employ(COMPANY, NOTICES);
    long begun = System.nanoTime();
    Optional<JsonNode> fired;
    try (Stage.Rules _ =
        stage.trouble(List.of(new Trouble(CONNECTOR, REASON, 1, Integer.MAX_VALUE)))) {
      telling.fact("Fault", "%s refuses the account of %s".formatted(CONNECTOR, SOURCE));
      submit();
      fired = until(alarm -> alarm.isPresent());
    }
    if (fired.isEmpty()) {
      telling.fact("Alarm", "none fired");
      return Optional.empty();
    }
    double seconds = seconds(begun);
    telling.fact("Fires", "after %.0f s: %s".formatted(seconds, text(fired.get())));
    long mended = System.nanoTime();
    telling.fact("Mended", "the provider takes the account again");
    if (until(Optional::isEmpty).isPresent()) {
      telling.fact("Resolved", "not yet");
      return Optional.empty();
    }
    Seen seen = new Seen(seconds, seconds(mended));
    telling.fact("Resolved", "%.0f s later; what waited is sent".formatted(seen.resolved));
    return Optional.of(seen);
  }

  private void submit() {
    List<Notice> notices =
        IntStream.range(0, NOTICES)
            .mapToObj(number -> new Notice(number, COMPANY, "sms", number))
            .toList();
    int run = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    application.post(
        "/v1/messages", Notice.json(notices, LocalDate.now(ZoneId.systemDefault()), run));
  }

  /** Asks until the source's alarm is as wanted, or it has taken too long. */
  private Optional<JsonNode> until(Predicate<Optional<JsonNode>> wanted)
      throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    Optional<JsonNode> firing = firing();
    while (!wanted.test(firing) && System.nanoTime() < giveUp) {
      Thread.sleep(PAUSE);
      firing = firing();
    }
    return firing;
  }

  private Optional<JsonNode> firing() {
    return server
        .get("/v1/alarms")
        .path("items")
        .valueStream()
        .filter(alarm -> alarm.path("state").asString().equals("FIRING"))
        .filter(alarm -> alarm.path("source").asString("").equals(SOURCE))
        .findFirst();
  }

  private static String text(JsonNode alarm) {
    return alarm.path("reason").path("text").asString();
  }

  private static double seconds(long since) {
    return Math.round((System.nanoTime() - since) / 1e8) / 10.0;
  }
}
