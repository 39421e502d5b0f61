package dev.herald.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.Api;
import dev.herald.server.Browser;
import dev.herald.server.HeraldTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

@HeraldTest
class NodeApiIT {
  private static final String NODES = "/v1/applications/esop/nodes";
  private static final String LOGIN =
      """
      {"name": "A login code", "lane": "critical", "plan": "sms", "locale": "en", "expiry": "5m",
       "schema": {"type": "object", "required": ["code"], "properties":
         {"code": {"type": "string", "x-secret": true}, "until": {"type": "string",
          "format": "date-time"}}}}
      """;

  @Autowired Environment environment;
  private Api api;

  @BeforeEach
  void connect() {
    api = Api.administrator(environment);
    api.put("/v1/applications/esop", "{\"name\": \"ESOP\", \"owner\": \"Han Meimei\"}");
    api.put(
        "/v1/tenants/acme",
        "{\"name\": \"Acme\", \"locale\": \"zh-CN\", \"zone\": \"Asia/Shanghai\"}");
  }

  @Test
  void aNodeIsCreatedShownAndListed() {
    assertThat(api.put(NODES + "/login.code", LOGIN).status()).isEqualTo(201);
    assertThat(api.put(NODES + "/login.code", LOGIN).status()).isEqualTo(200);

    JsonNode node = api.get(NODES + "/login.code").json();
    assertThat(node.path("plan").asString()).isEqualTo("sms");
    assertThat(node.path("expiry").asString()).isEqualTo("5m");
    assertThat(node.path("dedupWindow").asString()).isEqualTo("0s");
    assertThat(node.path("schema").path("properties").propertyNames())
        .containsExactly("code", "until");
    assertThat(node.path("missing").toString()).isEqualTo("[\"sms\"]");
    assertThat(api.get(NODES).json().path("items").toString()).contains("login.code");
  }

  @Test
  void aTemplateIsPublishedPreviewedRolledBackAndWithdrawn() {
    api.put(NODES + "/journey", LOGIN);
    String templates = NODES + "/journey/templates";

    Api.Answer first = api.put(templates, sms("Code {{code}} until {{until}}"));
    assertThat(first.status()).isEqualTo(201);
    String id = first.json().path("template").asString();
    assertThat(api.put(templates, sms("{{code}}: your code")).status()).isEqualTo(200);
    Api.Answer draft = api.post(templates, sms("Draft {{code}}"));
    assertThat(draft.status()).isEqualTo(201);
    assertThat(draft.json().path("number").asInt()).isEqualTo(3);
    assertThat(api.get(templates + "?channel=sms").json().path("items").get(0).path("published"))
        .hasToString("2");

    String versions = "/v1/templates/" + id + "/versions";
    assertThat(api.get(versions).json().path("items")).hasSize(3);
    assertThat(api.post(versions + "/1/publish", "").status()).isEqualTo(200);
    String sample =
        """
        {"tenant": "acme", "locale": "en-US",
         "data": {"code": "123456", "until": "2026-11-21T01:05:00Z"}}
        """;
    JsonNode preview = api.post(NODES + "/journey/preview", sample).json().path("items").get(0);
    assertThat(preview.path("content").path("text").asString())
        .isEqualTo("Code 123456 until Nov 21, 2026, 9:05 AM");
    assertThat(preview.path("version").asInt()).isEqualTo(1);
    assertThat(
            api.post(versions + "/3/preview", sample)
                .json()
                .path("content")
                .path("text")
                .asString())
        .isEqualTo("Draft 123456");

    assertThat(api.get(NODES + "/journey?tenant=acme").json().path("missing")).isEmpty();
    assertThat(api.delete("/v1/templates/" + id + "/published").status()).isEqualTo(204);
    assertThat(api.get(NODES + "/journey?tenant=acme").json().path("missing")).hasSize(1);
  }

  @Test
  void aSecondPersonPublishesWhereTheNodeSaysSo() {
    api.put(NODES + "/two", LOGIN);
    String templates = NODES + "/two/templates";
    String id = api.put(templates, sms("{{code}}")).json().path("template").asString();
    assertThat(api.put(NODES + "/two/second-person", "{\"needed\": true}").status()).isEqualTo(200);

    assertThat(api.put(templates, sms("{{code}}")).status()).as("as it is").isEqualTo(200);
    Api.Answer alone = api.put(templates, sms("Mine: {{code}}"));
    assertThat(alone.status()).isEqualTo(409);
    assertThat(alone.text()).contains("SECOND_PERSON_NEEDED");
    assertThat(api.post(templates, sms("Mine: {{code}}")).status()).isEqualTo(201);
    String publish = "/v1/templates/" + id + "/versions/2/publish";
    assertThat(api.post(publish, "").status()).isEqualTo(409);

    Browser other = Browser.ofUser(api, "second.person", "\"role\": \"editor\"");
    assertThat(other.post(publish, "").status()).isEqualTo(200);
    assertThat(other.put(NODES + "/two/second-person", "{\"needed\": false}").status())
        .isEqualTo(403);
    api.put(NODES + "/two/second-person", "{\"needed\": false}");
    assertThat(api.get(NODES + "/two/second-person").json().path("needed").asBoolean()).isFalse();
    assertThat(api.put(templates, sms("Alone: {{code}}")).status()).isEqualTo(200);
  }

  @Test
  void aTextThatNoProviderOfTheChannelTakesIsNotPublished() {
    api.put(NODES + "/long", LOGIN.replace("\"sms\"", "\"discord\""));
    String templates = NODES + "/long/templates";
    String tooLong =
        "{\"channel\": \"discord\", \"content\": {\"text\": \"%s{{code}}\"}}"
            .formatted("好".repeat(1_996));
    assertThat(api.put(templates, tooLong).status()).as("no source says so").isEqualTo(201);
    api.put(
        "/v1/sources/discord",
        "{\"connector\": \"discord-webhook\", \"settings\": {\"id\": \"1\", \"token\": \"t\"}}");

    Api.Answer refused = api.put(templates, tooLong.replace("{{code}}", "{{code}}!"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors").get(0).path("field").asString())
        .isEqualTo("content.text");
    assertThat(refused.json().path("errors").get(0).path("code").asString())
        .isEqualTo("PART_TOO_LONG");
    assertThat(api.put(templates, tooLong.replace("好好", "")).status()).isEqualTo(200);
    assertThat(api.post(templates, tooLong).status()).as("kept as a draft").isEqualTo(201);
  }

  @Test
  void aContentIsPreviewedBeforeItIsSaved() {
    api.put(NODES + "/unsaved", LOGIN);
    String content =
        """
        {"channel": "dingtalk", "data": {"code": "<@all>"},
         "content": {"title": "{{code}}", "markdown": "**{{code}}**"}}
        """;

    JsonNode preview = api.post(NODES + "/unsaved/preview", content).json().path("items").get(0);

    assertThat(preview.path("content").path("markdown").asString()).isEqualTo("**＜@all＞**");
    assertThat(preview.has("version")).isFalse();
    assertThat(api.get(NODES + "/unsaved").json().path("templates")).isEmpty();
  }

  @Test
  void theMatrixShowsWhatIsThereWhatStandsInAndWhatIsMissing() {
    api.put(NODES + "/matrix", LOGIN);
    assertThat(api.get(NODES + "/matrix/matrix?tenant=acme").json().at("/rows/1/cells/0/missing"))
        .hasToString("true");
    api.put(NODES + "/matrix/templates", sms("Code {{code}}"));

    JsonNode matrix = api.get(NODES + "/matrix/matrix?tenant=acme").json();

    assertThat(matrix.path("channels").toString()).isEqualTo("[\"sms\"]");
    assertThat(matrix.at("/rows/0/cells/0/published").asInt()).as(matrix.toString()).isEqualTo(1);
    assertThat(matrix.at("/rows/0/cells/0/fallback").asBoolean()).isFalse();
    assertThat(matrix.at("/rows/1/tenantName").asString()).isEqualTo("Acme");
    assertThat(matrix.at("/rows/1/cells/0/fallback").asBoolean()).isTrue();
    assertThat(matrix.at("/rows/1/cells/0/missing").asBoolean()).isFalse();
  }

  @Test
  void theDifferenceOfTwoVersionsIsShownLineByLine() {
    api.put(NODES + "/diff", LOGIN);
    String template =
        api.put(NODES + "/diff/templates", sms("Hi\\nCode {{code}}"))
            .json()
            .path("template")
            .asString();
    api.put(NODES + "/diff/templates", sms("Hi\\n{{code}} is it"));

    JsonNode difference =
        api.get("/v1/templates/" + template + "/versions/1/diff/2").json().path("fields").get(0);

    assertThat(difference.path("field").asString()).isEqualTo("text");
    assertThat(difference.path("lines").toString())
        .isEqualTo(
            """
            [{"op":"same","text":"Hi"},{"op":"removed","text":"Code {{code}}"},\
            {"op":"added","text":"{{code}} is it"}]\
            """);
  }

  @Test
  void thePreviewOfAShortMessageSaysWhatItCosts() {
    api.put(NODES + "/cost", LOGIN);
    String content =
        "{\"channel\": \"sms\", \"data\": {\"code\": \"1\"}, \"content\": {\"text\": \"%s{{code}}\"}}"
            .formatted("码".repeat(70));

    JsonNode sms = api.post(NODES + "/cost/preview", content).json().at("/items/0/sms");

    assertThat(sms.toString())
        .isEqualTo(
            """
            {"encoding":"UCS-2","characters":71,"segments":2,"perSegment":67,"beyondGsm7":["码 U+7801"]}\
            """);
  }

  @Test
  void theSampleOfASnippetPassesTheSchema() {
    api.put(NODES + "/copy", LOGIN);

    JsonNode snippets = api.get(NODES + "/copy/snippets?tenant=acme").json();

    assertThat(snippets.path("curl").asString()).contains("/v1/messages", "\"node\" : \"copy\"");
    assertThat(snippets.path("java").asString()).contains("HttpRequest.newBuilder");
    String preview = "{\"data\": %s}".formatted(snippets.at("/sample/data"));
    assertThat(api.post(NODES + "/copy/preview", preview).status()).isEqualTo(200);
  }

  @Test
  void aVariableThatTheSchemaLacksIsNamedByItsLine() {
    api.put(NODES + "/strict", LOGIN);

    Api.Answer refused = api.put(NODES + "/strict/templates", sms("Hi\\n{{cod}}"));

    assertThat(refused.status()).isEqualTo(422);
    JsonNode error = refused.json().path("errors").get(0);
    assertThat(error.path("field").asString()).isEqualTo("content.text");
    assertThat(error.path("code").asString()).isEqualTo("IN_LINE");
    assertThat(error.at("/parameters/line").asInt()).isEqualTo(2);
    assertThat(error.at("/parameters/why/parameters/nearest").asString()).isEqualTo("code");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/applications/none/nodes",
    "/v1/applications/esop/nodes/none",
    "/v1/applications/esop/nodes/none/templates",
    "/v1/templates/00000000-0000-7000-8000-000000000000/versions",
    "/v1/templates/00000000-0000-7000-8000-000000000000/versions/1"
  })
  void whatIsNotThereIsNotFound(String path) {
    assertThat(api.get(path).status()).isEqualTo(404);
  }

  @Test
  void anApplicationSeesItsOwnNodesAndConfiguresNothing() {
    Api application = api.asApplication("crm");

    assertThat(application.get("/v1/applications/crm/nodes").status()).isEqualTo(200);
    assertThat(application.get(NODES).status()).isEqualTo(404);
    assertThat(application.put("/v1/applications/crm/nodes/a", LOGIN).status()).isEqualTo(403);
  }

  private static String sms(String text) {
    return "{\"channel\": \"sms\", \"content\": {\"text\": \"%s\"}}".formatted(text);
  }
}
