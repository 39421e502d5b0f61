package dev.herald.server.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Channel;
import dev.herald.channel.Connector;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Exchange;
import dev.herald.channel.Message;
import dev.herald.channel.RateCap;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import dev.herald.server.directory.Tenants;
import dev.herald.server.limit.shift.Shift;
import dev.herald.server.limit.shift.Shifts;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ShiftReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@HeraldTest
class SourceIT {
  private static final FakeConnector SMS =
      new FakeConnector("fake-sms", Channel.SMS, Destination.Kind.PHONE);
  private static final FakeConnector ROBOT =
      new FakeConnector("fake-robot", Channel.DINGTALK, Destination.Kind.NONE);

  @TestConfiguration
  static class Fakes {
    @Bean
    @Primary
    ConnectorCatalog fakes() {
      return new ConnectorCatalog() {
        @Override
        public Optional<Connector> find(String name) {
          return all().stream().filter(c -> c.description().name().equals(name)).findAny();
        }

        @Override
        public List<Connector> all() {
          return List.of(ROBOT, SMS);
        }
      };
    }
  }

  @Autowired Environment environment;
  @Autowired JdbcClient database;
  @Autowired Sources sources;
  @Autowired Tenants tenants;
  @Autowired Shifts shifts;

  private Api api;

  @BeforeEach
  void twoTenantsWithoutSources() {
    api = Api.administrator(environment);
    for (String tenant : List.of("acme", "globex")) {
      api.put(
          "/v1/tenants/" + tenant,
          "{\"name\": \"T\", \"locale\": \"zh-CN\", \"zone\": \"Asia/Shanghai\"}");
    }
    database.sql("delete from source").update();
  }

  @Test
  void connectorsSayWhatASourceOfThemNeeds() {
    JsonNode robot = api.get("/v1/connectors").json().path("items").get(0);

    assertThat(robot.path("name").asString()).isEqualTo("fake-robot");
    assertThat(robot.path("destination").asString()).isEqualTo("none");
    assertThat(robot.path("caps").get(0).asString()).isEqualTo("20 per minute");
    assertThat(robot.path("fields").get(2).path("secret").asBoolean()).isTrue();
    assertThat(robot.path("fields").get(2).path("pattern").asString()).isEqualTo("SEC.+");
  }

  @Test
  void secretsAreSealedInTheTableAndNeverReturned() {
    Api.Answer created = put("one", "{\"connector\": \"fake-sms\", \"settings\": %s}", "SEC123");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text()).contains("\"(secret)\"").doesNotContain("SEC123");
    assertThat(api.get("/v1/sources/one").text()).doesNotContain("SEC123");
    assertThat(api.get("/v1/sources").text()).contains("fake-sms").doesNotContain("SEC123");
    assertThat(database.sql("select source::text from source").query(String.class).single())
        .contains("Herald")
        .doesNotContain("SEC123");
    assertThat(only("acme", Channel.SMS).source().settings())
        .isEqualTo(Map.of("host", "fake.example", "sign", "Herald", "secret", "SEC123"));
  }

  @Test
  void aSourceThatWasGivenToAnotherTenantInTheDatabaseOpensNoSecret() {
    put(
        "sms-acme",
        "{\"connector\": \"fake-sms\", \"tenant\": \"acme\", \"settings\": %s}",
        "SEC123");
    assertThat(sources.get("sms-acme").secrets()).containsEntry("secret", "SEC123");

    database
        .sql(
            """
            update source set tenant_id = (select id from tenant where code = 'globex')
            where code = 'sms-acme'
            """)
        .update();

    assertThat(sources.get("sms-acme").secrets()).isEmpty();
    assertThat(api.get("/v1/sources").status()).isEqualTo(200);
    database.sql("delete from source").update();
  }

  @Test
  void whatTheApiShowsCanBePutAgain() {
    put("one", "{\"connector\": \"fake-sms\", \"settings\": %s}", "SEC123");
    Change unchanged = sources.put("one", spec("(secret)"));
    Change changed = sources.put("one", spec("SEC456"));

    assertThat(unchanged.action()).isEqualTo(Change.Action.UNCHANGED);
    assertThat(changed.fields())
        .singleElement()
        .satisfies(field -> {
          assertThat(field.path()).isEqualTo("settings.secret");
          assertThat(String.valueOf(field)).doesNotContain("SEC");
        });
    assertThat(only("acme", Channel.SMS).source().setting("secret")).isEqualTo("SEC456");
  }

  @Test
  void aSourceWhoseConnectorIsGoneSaysSoAndSoDoesWhatIsSentByIt() {
    Api shop = api.asApplication("shop");
    api.put(
        "/v1/applications/shop/nodes/told",
        """
        {"name": "N", "plan": "sms", "locale": "zh-CN",
         "templates": [{"channel": "sms", "content": {"text": "N"}}]}
        """);
    put("one", "{\"connector\": \"fake-sms\", \"settings\": %s}", "SEC123");
    assertThat(api.get("/v1/sources/one").json().at("/serving/held").isMissingNode()).isTrue();

    database.sql("update source set connector = 'taken-away' where code = 'one'").update();

    JsonNode held = api.get("/v1/sources/one").json().at("/serving/held");
    assertThat(held.path("code").asString()).isEqualTo("CONNECTOR_GONE");
    assertThat(held.path("text").asString()).contains("taken-away");
    JsonNode refused =
        shop.post(
                "/v1/messages",
                """
                {"node": "told", "tenant": "acme", "to": [{"phone": "+8613900000001"}]}
                """)
            .json()
            .at("/errors/0");
    assertThat(refused.path("code").asString()).isEqualTo("CONNECTOR_OF_CHANNEL_GONE");
    assertThat(refused.at("/parameters/connector").asString()).isEqualTo("taken-away");
  }

  private static SourceSpec spec(@Nullable String secret) {
    Map<String, String> settings =
        secret == null ? Map.of("sign", "Herald") : Map.of("sign", "Herald", "secret", secret);
    return new SourceSpec("fake-sms", null, settings, null, null, null, null);
  }

  @Test
  void aStoredSecretGoesNowhereElse() {
    String settings = "{\"sign\": \"H\", \"secret\": \"%s\", \"host\": \"%s\"}";
    String source = "{\"connector\": \"%s\", \"weight\": %d, \"settings\": %s}";
    api.put(
        "/v1/sources/one",
        source.formatted("fake-sms", 1, settings.formatted("SEC1", "a.example")));

    Api.Answer moved =
        api.put(
            "/v1/sources/one",
            source.formatted("fake-sms", 1, settings.formatted("(secret)", "evil.example")));
    Api.Answer other =
        api.put(
            "/v1/sources/one",
            source.formatted("fake-robot", 1, settings.formatted("(secret)", "a.example")));
    Api.Answer applied =
        api.post(
            "/v1/configuration",
            "{\"sources\": {\"one\": %s}}"
                .formatted(
                    source.formatted(
                        "fake-sms", 1, settings.formatted("(secret)", "evil.example"))));
    Api.Answer stayed =
        api.put(
            "/v1/sources/one",
            source.formatted("fake-sms", 2, settings.formatted("(secret)", "a.example")));
    Api.Answer given =
        api.put(
            "/v1/sources/one",
            source.formatted("fake-sms", 2, settings.formatted("SEC2", "b.example")));

    assertThat(moved.wrongFields()).containsExactly("settings.secret");
    assertThat(moved.text()).contains("SECRET_AGAIN", "must be given again: host changed");
    assertThat(other.wrongFields()).containsExactly("settings.secret");
    assertThat(other.text()).contains("connector changed");
    assertThat(applied.wrongFields()).containsExactly("sources.one.settings.secret");
    assertThat(stayed.status()).isEqualTo(200);
    assertThat(given.status()).isEqualTo(200);
    assertThat(only("acme", Channel.SMS).source().setting("secret")).isEqualTo("SEC2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(secret) ", " (secret)", "(SECRET)", "( Secret )\n", "（secret）"})
  void theMaskOfASecretKeepsItHoweverItIsWritten(String mark) {
    put("one", "{\"connector\": \"fake-sms\", \"settings\": %s}", "SEC123");

    assertThat(sources.put("one", spec(mark)).action()).isEqualTo(Change.Action.UNCHANGED);
    assertThat(only("acme", Channel.SMS).source().setting("secret")).isEqualTo("SEC123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(new secret)", " (New Secret) ", "(NEW  SECRET)"})
  void whatIsShownForANewSecretIsNoSecret(String mark) {
    put("one", "{\"connector\": \"fake-sms\", \"settings\": %s}", "SEC123");
    String source =
        "{\"connector\": \"fake-sms\", \"settings\": {\"sign\": \"Herald\", \"secret\": \"%s\"}}"
            .formatted(mark);

    Api.Answer answer = api.put("/v1/sources/one", source);
    Api.Answer applied =
        api.post("/v1/configuration", "{\"sources\": {\"one\": %s}}".formatted(source));

    assertThat(answer.wrongFields()).containsExactly("settings.secret");
    assertThat(answer.text()).contains("(secret) to keep the present one");
    assertThat(applied.wrongFields()).containsExactly("sources.one.settings.secret");
    assertThat(only("acme", Channel.SMS).source().setting("secret")).isEqualTo("SEC123");
  }

  @Test
  void theMaskOfASecretIsNoSecretOfANewSource() {
    assertThatExceptionOfType(RequestProblem.Invalid.class)
        .isThrownBy(() -> sources.put("new", spec("(secret)")))
        .withMessageContaining("settings.secret");
  }

  @Test
  void isRefusedWithEveryWrongFieldNamed() {
    Api.Answer answer =
        api.put(
            "/v1/sources/Bad%20Code",
            """
            {"connector": "fake-sms", "tenant": "none", "weight": 0, "caps": ["20 per minute", "x"],
             "ambiguity": "maybe", "settings": {"secret": "nope", "tokn": "x"}}
            """);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields())
        .containsExactlyInAnyOrder(
            "code",
            "tenant",
            "weight",
            "caps[1]",
            "ambiguity",
            "settings.sign",
            "settings.secret",
            "settings.tokn");
    assertThat(answer.text()).doesNotContain("nope");
    Api.Answer unknown = api.put("/v1/sources/x", "{\"connector\": \"fax\"}");
    assertThat(unknown.wrongFields()).containsExactly("connector");
    assertThat(unknown.text()).contains("fake-robot, fake-sms");
    assertThat(api.put("/v1/sources/x", "{}").wrongFields()).containsExactly("connector");
  }

  @Test
  void aTenantWithASourceOfItsOwnGetsNoSharedOne() {
    put("shared", "{\"connector\": \"fake-sms\", \"settings\": %s}", "SEC1");
    assertThat(codes("acme", Channel.SMS)).containsExactly("shared");

    put(
        "own",
        """
        {"connector": "fake-sms", "tenant": "acme", "settings": %s, "weight": 3, "paused": true,
         "caps": ["5 per second"], "ambiguity": "hold"}
        """,
        "SEC2");

    assertThat(codes("acme", Channel.SMS)).containsExactly("own");
    assertThat(codes("globex", Channel.SMS)).containsExactly("shared");
    assertThat(codes("acme", Channel.EMAIL)).isEmpty();
    ConfiguredSource own = only("acme", Channel.SMS);
    assertThat(own.weight()).isEqualTo(3);
    assertThat(own.paused()).isTrue();
    assertThat(own.caps()).containsExactly(new RateCap(5, Duration.ofSeconds(1)));
    assertThat(own.ambiguity()).isEqualTo(AmbiguityPolicy.HOLD);
    ConfiguredSource shared = only("globex", Channel.SMS);
    assertThat(shared.caps()).containsExactly(new RateCap(20, Duration.ofMinutes(1)));
    assertThat(shared.ambiguity()).isEqualTo(AmbiguityPolicy.RESEND);
    assertThat(sources.find(shared.source().id())).contains(shared);
    assertThat(sources.find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void aTestSendMakesOneCallAndShowsAllOfIt() {
    put("one", "{\"connector\": \"fake-sms\", \"tenant\": \"acme\", \"settings\": %s}", "SEC1");

    Api.Answer answer =
        api.post(
            "/v1/sources/one/test", "{\"to\": \"13800138000\", \"content\": {\"text\": \"hi\"}}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("request").asString()).isEqualTo("POST to fake.example");
    assertThat(answer.json().path("result").asString()).isEqualTo("accepted");
    assertThat(answer.json().path("providerId").asString()).isEqualTo("p-1");
    assertThat(answer.json().path("status").asString()).isEqualTo("200");
    assertThat(answer.json().path("answer").asString()).isEqualTo("{\"code\":0}");
    Message sent = SMS.sent.getLast();
    assertThat(sent.content()).isEqualTo(new Content.Text("hi"));
    assertThat(sent.destination().address()).isEqualTo("+8613800138000");
  }

  @Test
  void aTestSendToNobodyNeedsNoAddressAndNoContent() {
    put("bot", "{\"connector\": \"fake-robot\", \"settings\": %s}", "SEC1");
    ROBOT.next = new SendResult.Rejected(Rejection.CREDENTIALS, "sign not match", Exchange.NONE);

    JsonNode report = api.post("/v1/sources/bot/test", "{}").json();

    assertThat(report.path("result").asString()).isEqualTo("rejected");
    assertThat(report.at("/reason/code").asString()).isEqualTo("PROVIDER_REFUSED_ACCOUNT");
    assertThat(report.at("/reason/parameters/text").asString()).isEqualTo("sign not match");
    assertThat(ROBOT.sent.getLast().destination()).isEqualTo(Destination.NONE);
  }

  @Test
  void aTestSendThatCannotWorkIsRefusedBeforeTheCall() {
    put("one", "{\"connector\": \"fake-sms\", \"settings\": %s}", "SEC1");

    Api.Answer answer =
        api.post("/v1/sources/one/test", "{\"content\": {\"subject\": \"s\", \"text\": \"t\"}}");

    assertThat(answer.wrongFields()).containsExactlyInAnyOrder("to", "content");
    assertThat(api.post("/v1/sources/none/test", "{}").status()).isEqualTo(404);
  }

  private Api.Answer put(String code, String json, String secret) {
    return api.put(
        "/v1/sources/" + code,
        json.formatted("{\"sign\": \"Herald\", \"secret\": \"%s\"}".formatted(secret)));
  }

  private List<String> codes(String tenant, Channel channel) {
    return candidates(tenant, channel).stream().map(source -> source.source().code()).toList();
  }

  private ConfiguredSource only(String tenant, Channel channel) {
    return candidates(tenant, channel).getFirst();
  }

  private List<ConfiguredSource> candidates(String tenant, Channel channel) {
    return sources.candidates(tenants.get(tenant).id(), channel);
  }

  @Test
  void aShiftIsShownWithItsReasonAndSoIsWhatHoldsNow() {
    put("slow", "{\"connector\": \"fake-sms\", \"tenant\": \"acme\", \"settings\": %s}", "SEC1");
    UUID source = sources.named("slow").orElseThrow().source().id();
    UUID process =
        database
            .sql("select incarnation from process where ended_at is null")
            .query(UUID.class)
            .list()
            .getFirst();
    assertThat(api.get("/v1/sources/slow/shifts").json().path("share").asInt()).isEqualTo(100);

    shifts.note(source, process, new Shift(100, 50, new ShiftReason.AnswersSlowly(900, 100)));
    await()
        .untilAsserted(() ->
            assertThat(api.get("/v1/sources/slow/shifts").json().path("items").size())
                .isEqualTo(1));
    JsonNode shown = api.get("/v1/sources/slow/shifts").json();
    assertThat(shown.path("share").asInt()).isEqualTo(50);
    JsonNode shift = shown.path("items").path(0);
    assertThat(shift.path("before").asInt()).isEqualTo(100);
    assertThat(shift.path("share").asInt()).isEqualTo(50);
    assertThat(shift.at("/reason/code").asString()).isEqualTo("ANSWERS_SLOWLY");
    assertThat(shift.at("/reason/text").asString()).contains("900 ms").contains("100 ms");
    assertThat(shifts.present()).containsEntry(source, 50);
  }
}
