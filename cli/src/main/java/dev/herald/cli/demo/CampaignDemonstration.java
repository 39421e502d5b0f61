package dev.herald.cli.demo;

import dev.herald.cli.server.CommandFailure;
import dev.herald.cli.server.Server;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Runs a campaign on a server whose configuration stands: the dry run, then the sends, live. */
public final class CampaignDemonstration {
  private static final Set<String> OVER = Set.of("DONE", "STOPPED", "FAILED");
  private static final Set<String> UNDER_WAY = Set.of("PENDING", "SENDING");
  private static final int PER_SECOND = 2_000;
  private static final long LOOK_MILLIS = 250;

  private final Server server;
  private final Stage stage;
  private final Telling telling;

  /**
   * @param server with the administrator's key
   */
  public CampaignDemonstration(Server server, Telling telling) {
    this.server = server;
    this.stage = new Stage(server);
    this.telling = telling;
  }

  /**
   * @param people whom it reaches
   * @return whether all of it was sent
   */
  public boolean run(int people) throws InterruptedException {
    Company company = Company.HENGTONG;
    stage.employ(company, people);
    String path = "/v1/campaigns/" + made(company).path("id").asString();
    telling.heading("Looking at every row; nothing is sent yet");
    JsonNode ready = until(path, state -> !state.equals("LOADING"));
    telling.fact(
        "Rows",
        "%,d right, %,d wrong, %,d there twice, %,d suppressed"
            .formatted(
                ready.path("total").asLong(),
                ready.path("wrong").asLong(),
                ready.path("duplicates").asLong(),
                ready.path("suppressed").asLong()));
    telling.fact("By channel", ready.path("byChannel").toString());
    telling.heading("Sending, at most %,d rows a second".formatted(PER_SECOND));
    server.post(path + "/start", JsonMapper.shared().createObjectNode());
    Standing end = follow(path);
    telling.heading("What became of them");
    server
        .get(path + "/states")
        .properties()
        .forEach(state -> telling.fact(state.getKey(), "%,d".formatted(state.getValue().asLong())));
    telling.lines(
        List.of("", "  In the console: %scampaigns".formatted(server.url().resolve("/"))));
    return end.isOver() && end.failed() == 0;
  }

  private JsonNode made(Company company) {
    ObjectNode order = JsonMapper.shared().createObjectNode();
    order.put("name", "The window closes");
    order.put("application", "esop");
    order.put("node", "exercise.reminder");
    order.put("tenant", company.tenant());
    order.put("perSecond", PER_SECOND);
    order.putObject("query").put("channel", "email");
    ObjectNode data = order.putObject("data");
    data.put("name", company.title());
    data.put(
        "closesAt",
        Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS).toString());
    return server.post("/v1/campaigns", order);
  }

  private JsonNode until(String path, Predicate<String> state) throws InterruptedException {
    while (true) {
      JsonNode campaign = server.get(path);
      if (campaign.path("state").asString().equals("FAILED")) {
        throw new CommandFailure("the campaign failed: " + campaign.path("problem"));
      }
      if (state.test(campaign.path("state").asString())) {
        return campaign;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  /** Rows that were submitted, and what became of their messages, until nothing is under way. */
  private Standing follow(String path) throws InterruptedException {
    Progress progress = telling.progress();
    long begun = System.nanoTime();
    while (true) {
      JsonNode campaign = server.get(path);
      JsonNode states = server.get(path + "/states");
      Standing now = standing(campaign, states, Duration.ofNanos(System.nanoTime() - begun));
      boolean submitted = OVER.contains(campaign.path("state").asString());
      boolean waits = UNDER_WAY.stream().anyMatch(each -> states.path(each).asLong() > 0);
      if (submitted && !waits) {
        progress.end(now);
        return now;
      }
      progress.show(now);
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static Standing standing(JsonNode campaign, JsonNode states, Duration elapsed) {
    long sent = states.path("SENT").asLong() + states.path("DELIVERED").asLong();
    long all = states.properties().stream().mapToLong(each -> each.getValue().asLong()).sum();
    long underWay = UNDER_WAY.stream().mapToLong(each -> states.path(each).asLong()).sum();
    return new Standing(
        campaign.path("total").asInt(),
        campaign.path("sent").asLong(),
        sent,
        all - sent - underWay + campaign.path("refused").asLong(),
        elapsed);
  }
}
