package dev.herald.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@HeraldTest
@TestPropertySource(
    properties = {
      "herald.sandbox=true",
      "herald.lanes.bulk.beside-urgent=0.001",
      "herald.campaigns.beside-urgent=0.001"
    })
class CampaignBesideCodesIT {
  private static final Duration SOON = Patience.SOON;
  private static final int CAMPAIGN = 2_000;
  private static final int AUDIENCE_CHUNK = 500;
  private static final String CODE =
      Company.json("{node: login.code, to: [{recipient: E1001}], tenant: acme, data: {name: Z}}");

  @Autowired Environment environment;
  @Autowired JdbcClient jdbc;

  private int waiting() {
    return jdbc.sql("select count(*) from task where lane = 'bulk'").query(Integer.class).single();
  }

  /** What the console says about the campaign's lane. */
  private static JsonNode besideUrgent(Company company) {
    return company
        .administrator
        .get("/v1/overview")
        .json()
        .path("lanes")
        .valueStream()
        .filter(lane -> lane.path("lane").asString().equals("bulk"))
        .findFirst()
        .orElseThrow()
        .path("besideUrgent");
  }

  @Test
  void a_campaign_holds_back_while_codes_are_asked_for_and_then_takes_the_whole_machine() {
    Company company = new Company(environment);
    company.put("/v1/sources/hook", "{connector: webhook, settings: {secret: whsec_c2FuZGJveA==}}");
    company.put(
        "/v1/applications/esop/nodes/campaign",
        """
        {name: Campaign, plan: webhook, locale: en, lane: bulk,
         schema: {type: object, properties: {n: {type: integer}}},
         templates: [{channel: webhook, content: {type: campaign, json: {n: '{{n}}'}}}]}
        """);
    Instant due = Instant.now().plusSeconds(3);
    String campaign =
        IntStream.range(0, CAMPAIGN)
            .mapToObj(n ->
                Company.json(
                    "{node: campaign, tenant: acme, at: '%s', to: [{webhook: 'https://acme.example/%d'}], data: {n: %d}}"
                        .formatted(due, n, n)))
            .collect(Collectors.joining("\n"));
    whileCodesAreAskedFor(
        company,
        codes -> {
          assertThat(
                  company
                      .esop
                      .send("POST", "/v1/messages/bulk", campaign, "application/x-ndjson")
                      .status())
              .isLessThan(300);
          await().atMost(SOON).until(() -> Instant.now().isAfter(due));
          int before = codes.get();
          await().atMost(SOON).until(() -> codes.get() >= before + 30);
          await().atMost(SOON).until(() -> besideUrgent(company).asDouble(1) == 0.001);
          return codes;
        });

    await().atMost(SOON).until(() -> waiting() == 0);
    await().atMost(SOON).until(() -> besideUrgent(company).isMissingNode());
  }

  @Test
  void a_file_of_rows_is_read_slowly_while_codes_are_asked_for() {
    Company company = new Company(environment);
    company.put(
        "/v1/applications/esop/nodes/news",
        """
        {name: News, plan: email, lane: bulk, locale: en,
         templates: [{channel: email, content: {subject: News, text: Hello}}]}
        """);
    String rows =
        IntStream.range(0, 20 * AUDIENCE_CHUNK)
            .mapToObj("p%d@people.example\n"::formatted)
            .collect(Collectors.joining("", "email\n", ""));
    String file =
        company
            .administrator
            .send("POST", "/v1/uploads?name=people.csv", rows, "text/csv")
            .json()
            .path("id")
            .asString();

    String campaign =
        whileCodesAreAskedFor(
            company,
            codes -> {
              await().atMost(SOON).until(() -> codes.get() > 0);
              return await()
                  .atMost(SOON)
                  .until(() -> heldBack(company, file, codes), Optional::isPresent)
                  .orElseThrow();
            });

    await().atMost(SOON).until(() -> state(company, campaign).equals("READY"));
  }

  /** A campaign that is still read after many codes; empty: codes paused, and it went on. */
  private static Optional<String> heldBack(Company company, String file, AtomicInteger codes) {
    Api.Answer made =
        company.administrator.post(
            "/v1/campaigns",
            Company.json(
                "{name: News, application: esop, node: news, tenant: acme, upload: '%s', mapping: {email: email}}"
                    .formatted(file)));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String id = made.json().path("id").asString();
    int before = codes.get();
    await()
        .atMost(SOON)
        .until(() -> codes.get() >= before + 60 || !state(company, id).equals("LOADING"));
    return state(company, id).equals("LOADING") ? Optional.of(id) : Optional.empty();
  }

  private static String state(Company company, String campaign) {
    return company.administrator.get("/v1/campaigns/" + campaign).json().path("state").asString();
  }

  private static <R> R whileCodesAreAskedFor(Company company, Function<AtomicInteger, R> work) {
    AtomicInteger codes = new AtomicInteger();
    try (var clock = Executors.newSingleThreadScheduledExecutor()) {
      var trickle =
          clock.scheduleWithFixedDelay(
              () -> {
                if (company.esop.post("/v1/messages", CODE).status() == 202) {
                  codes.incrementAndGet();
                }
              },
              0,
              100,
              TimeUnit.MILLISECONDS);
      try {
        return work.apply(codes);
      } finally {
        trickle.cancel(false);
      }
    }
  }
}
