package dev.herald.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Channel;
import dev.herald.server.Api;
import dev.herald.server.HeraldTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@HeraldTest
class RecipientIT {
  private static final String PEOPLE = "/v1/tenants/acme/recipients";
  private static final String ZHANG_SAN =
      """
      {"name": "张三", "locale": "en",
       "addresses": {"email": "zhang.san@example.com", "phone": "138 0013 8000", "dingtalk": "u1"}}
      """;

  @Autowired Environment environment;
  @Autowired JdbcClient database;
  @Autowired Tenants tenants;
  @Autowired Recipients recipients;

  private final JsonMapper json = new JsonMapper();
  private Api api;

  @BeforeEach
  void emptyTenant() {
    api = Api.administrator(environment);
    api.put(
        "/v1/tenants/acme",
        "{\"name\": \"Acme\", \"locale\": \"zh-CN\", \"zone\": \"Asia/Shanghai\"}");
    database.sql("delete from recipient").update();
  }

  @Test
  void isCreatedThenReadBackInNormalFormThenDeleted() {
    assertThat(api.put(PEOPLE + "/E1", ZHANG_SAN).status()).isEqualTo(201);
    assertThat(api.put(PEOPLE + "/E1", ZHANG_SAN).status()).isEqualTo(200);

    JsonNode read = api.get(PEOPLE + "/E1").json();
    assertThat(read.path("name").asString()).isEqualTo("张三");
    assertThat(read.path("addresses").toString())
        .isEqualTo(
            """
            {"dingtalk":"u1","email":"zhang.san@example.com","sms":"+8613800138000"}\
            """);

    assertThat(api.delete(PEOPLE + "/E1").status()).isEqualTo(204);
    assertThat(api.get(PEOPLE + "/E1").status()).isEqualTo(404);
    assertThat(api.delete(PEOPLE + "/E1").status()).isEqualTo(404);
  }

  /** Some systems write an accent as a letter of its own; addresses have no case. */
  @Test
  void isFoundInAnyWritingOfItsLetters() {
    String composed = "%C3%A9milie";
    String decomposed = "e%CC%81milie";
    assertThat(api.put(PEOPLE + "/" + decomposed, ZHANG_SAN).status()).isEqualTo(201);
    assertThat(api.put(PEOPLE + "/" + composed, ZHANG_SAN).status()).isEqualTo(200);

    for (String code : List.of(composed, decomposed)) {
      assertThat(api.get(PEOPLE + "/" + code).json().path("code").asString()).isEqualTo("émilie");
    }
    assertThat(having("ZHANG.San@Example.COM")).hasSize(1);
    assertThat(api.delete(PEOPLE + "/" + decomposed).status()).isEqualTo(204);
    assertThat(api.get(PEOPLE + "/" + composed).status()).isEqualTo(404);
  }

  @Test
  void aNameIsCountedInCharactersAndMustBeSeen() {
    for (String name : List.of("𠮷".repeat(100), "👨\u200d👩\u200d👧\u200d👦".repeat(14))) {
      assertThat(api.put(PEOPLE + "/N1", "{\"name\": \"%s\"}".formatted(name)).status())
          .isLessThan(300);
      assertThat(api.get(PEOPLE + "/N1").json().path("name").asString()).isEqualTo(name);
    }
    for (String name : List.of("名".repeat(101), "\u200b", "\u3164", "\u00a0\u2060")) {
      assertThat(api.put(PEOPLE + "/N1", "{\"name\": \"%s\"}".formatted(name)).status())
          .isEqualTo(422);
    }
  }

  @Test
  void attributesAndTheOrderOfChannelsStayUntilTheyAreSaidAnew() {
    String more =
        """
        {"name": "Li", "attributes": {"department": "财务部", "level": "3"}, "channels": ["sms", "email"]}
        """;
    assertThat(api.put(PEOPLE + "/A1", more).status()).isEqualTo(201);
    assertThat(api.put(PEOPLE + "/A1", "{\"name\": \"Li Lei\"}").status()).isEqualTo(200);

    JsonNode read = api.get(PEOPLE + "/A1").json();
    assertThat(read.at("/attributes/department").asString()).isEqualTo("财务部");
    assertThat(read.path("channels").valueStream().map(JsonNode::asString))
        .containsExactly("sms", "email");

    assertThat(api.put(PEOPLE + "/A1", "{\"name\": \"Li Lei\", \"attributes\": {}}").status())
        .isEqualTo(200);
    assertThat(api.get(PEOPLE + "/A1").json().path("attributes")).isEmpty();
    assertThat(
            api.put(
                    PEOPLE + "/A1",
                    "{\"name\": \"Li\", \"attributes\": {\"1?\": \"x\"}, \"channels\":"
                        + " [\"smoke\"]}")
                .wrongFields())
        .containsExactlyInAnyOrder("attributes.1?", "channels[0]");
  }

  @Test
  void isRefusedWithEveryWrongFieldNamed() {
    Api.Answer answer =
        api.put(
            PEOPLE + "/a%20b",
            """
            {"locale": "q", "addresses":
              {"email": "x", "sms": "1", "webhook": "x:y", "No Channel": "x", "dingtalk": ""}}
            """);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields())
        .containsExactlyInAnyOrder(
            "code",
            "name",
            "locale",
            "addresses.email",
            "addresses.sms",
            "addresses.webhook",
            "addresses.No Channel",
            "addresses.dingtalk");
  }

  @Test
  void anAddressForNoChannelThatThereIsIsRefusedWithTheNearestOne() {
    Api.Answer answer =
        api.put(
            PEOPLE + "/E1",
            """
            {"name": "A", "addresses": {"emial": "a@example.com", "mobile": "13800138000",
              "phone": "13800138000 ext. 5", "email": "A <a@example.com>", "feishu": null}}
            """);

    assertThat(answer.wrongFields())
        .containsExactlyInAnyOrder(
            "addresses.emial", "addresses.mobile", "addresses.phone", "addresses.email");
    assertThat(answer.text()).contains("did you mean email?", "did you mean phone?");
  }

  @Test
  void nothingPersonalIsReadableInTheTable() {
    api.put(PEOPLE + "/E1", ZHANG_SAN);

    String row =
        database
            .sql("select recipient::text || encode(person, 'escape') from recipient")
            .query(String.class)
            .single();
    assertThat(row)
        .contains("E1")
        .doesNotContain("13800138000")
        .doesNotContain("zhang.san")
        .doesNotContain("张三");
  }

  @Test
  void aRowCopiedToAnotherPersonDoesNotOpen() {
    api.put(PEOPLE + "/E1", ZHANG_SAN);
    database.sql("update recipient set code = 'copy'").update();

    assertThat(api.get(PEOPLE + "/copy").text())
        .contains("(does not open)")
        .doesNotContain("张三", "example.com");
    assertThat(api.get(PEOPLE).status()).isEqualTo(200);
  }

  @Test
  void isFoundByAnAddressInWhateverFormItIsWritten() {
    api.put(PEOPLE + "/E1", ZHANG_SAN);
    api.put(PEOPLE + "/E2", "{\"name\": \"李四\", \"addresses\": {\"dingtalk\": \"u2\"}}");

    assertThat(having("+8613800138000")).containsExactly("E1");
    assertThat(having("13800138000")).containsExactly("E1");
    assertThat(having("zhang.san@EXAMPLE.com")).containsExactly("E1");
    assertThat(having("u2")).containsExactly("E2");
    assertThat(having("u3")).isEmpty();
  }

  @Test
  void areListedPageByPage() {
    imported(lines(7));

    JsonNode first = api.get(PEOPLE + "?limit=5").json();
    assertThat(first.path("items").size()).isEqualTo(5);
    JsonNode second = api.get(PEOPLE + "?limit=5&cursor=" + first.path("next").asString()).json();
    assertThat(second.path("items").size()).isEqualTo(2);
    assertThat(second.has("next")).isFalse();
    assertThat(api.get(PEOPLE + "?limit=0").status()).isEqualTo(422);
    assertThat(api.get(PEOPLE + "?cursor=%21").status()).isEqualTo(422);
  }

  @Test
  void manyAreFoundByCodeAtOnceAndAfterAChangeAsTheyAreNow() {
    imported(lines(1_000));
    Tenant acme = tenants.get("acme");
    List<String> codes = IntStream.rangeClosed(0, 1_000).mapToObj(i -> "E" + i).toList();

    assertThat(recipients.find(acme.id(), codes)).hasSize(1_000).containsKey("E1000");

    recipients.put(
        acme, "E5", new RecipientSpec("New", null, null, Map.of("email", "new@example.com")));
    assertThat(recipients.find(acme.id(), codes).get("E5"))
        .extracting(Recipient::addresses)
        .isEqualTo(Map.of(Channel.EMAIL, "new@example.com"));
  }

  @Test
  void tenThousandAreImportedAndOneBadLineFailsOnlyItself() {
    String body =
        lines(10_000).replace("\"e7@example.com\"", "\"nobody\"").replace("{\"code\":\"E9\",", "{");

    List<JsonNode> results = imported(body);

    assertThat(results).hasSize(10_000);
    assertThat(byResult(results)).isEqualTo(Map.of("created", 9_998L, "invalid", 2L));
    assertThat(results.get(6).path("line").asInt()).isEqualTo(7);
    assertThat(results.get(6).path("errors").get(0).path("field").asString())
        .isEqualTo("addresses.email");
    assertThat(results.get(8).path("errors").get(0).path("field").asString()).isEqualTo("code");
    assertThat(database.sql("select count(*) from recipient").query(Integer.class).single())
        .isEqualTo(9_998);

    assertThat(byResult(imported(lines(10_000))))
        .isEqualTo(Map.of("unchanged", 9_998L, "created", 2L));
  }

  @Test
  void aLineThatIsNoJsonOrTooLongOrAgainTheSamePersonIsAnsweredInItsPlace() {
    List<JsonNode> results =
        imported(
            """
            {"code": "E1", "name": "One"}
            {"code": "E2"
            {"code": "E1", "name": "One again"}
            {"code": "E3", "name": "%s"}
            {"code": "E4", "name": "Four", "adress": {}}

            {"code": "E1", "name": "One again"}
            """
                .formatted("x".repeat(70_000)));

    assertThat(results)
        .extracting(result -> result.path("line").asInt() + " " + result.path("result").asString())
        .containsExactly(
            "1 created", "2 invalid", "3 updated", "4 invalid", "5 invalid", "7 unchanged");
  }

  @Test
  void anImportForATenantThatIsNotThereIsRefused() {
    assertThat(
            api.send("POST", "/v1/tenants/none/recipients", lines(1), "application/x-ndjson")
                .status())
        .isEqualTo(404);
  }

  private static String lines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i ->
            """
            {"code":"E%d","name":"Person %d","addresses":{"email":"e%d@example.com"}}
            """
                .formatted(i, i, i))
        .collect(Collectors.joining());
  }

  private List<JsonNode> imported(String body) {
    Api.Answer answer = api.send("POST", PEOPLE, body, "application/x-ndjson");
    assertThat(answer.status()).isEqualTo(200);
    return answer.text().lines().map(json::readTree).toList();
  }

  private static Map<String, Long> byResult(List<JsonNode> results) {
    return results.stream()
        .collect(
            Collectors.groupingBy(
                result -> result.path("result").asString(), Collectors.counting()));
  }

  private List<String> having(String address) {
    return api.post(PEOPLE + "/search", "{\"address\": \"%s\"}".formatted(address))
        .json()
        .path("items")
        .valueStream()
        .map(item -> item.path("code").asString())
        .toList();
  }
}
