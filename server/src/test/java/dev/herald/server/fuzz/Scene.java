package dev.herald.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.Api;
import dev.herald.server.Browser;
import java.util.List;
import java.util.Map;

/**
 * What there is to meet, and who calls.
 *
 * @param callers the header lines that each shows, the more often the likelier
 * @param known values that exist, by the names of fields and parameters
 * @param bodies right ones, by operation
 */
record Scene(List<String> callers, Map<String, String> known, Map<String, List<String>> bodies) {
  private static final String NODE =
      """
      {"name": "N", "plan": {"every": ["email", "sms"]}, "locale": "en", "dedupWindow": "1h",
       "expiry": "5m", "schema": {"type": "object", "required": ["a"], "properties": {
         "a": {"type": "string", "maxLength": 50, "pattern": "^[a-z]{1,9}$"},
         "n": {"type": "number", "x-format": "money", "x-currency": "CNY"},
         "d": {"type": "string", "format": "date"}, "e": {"type": "string", "format": "email"},
         "l": {"type": "array", "uniqueItems": true, "items": {"type": "object",
           "properties": {"u": {"type": "string", "format": "uri"}}}},
         "o": {"anyOf": [{"minLength": 1}, {"const": 2}], "type": ["string", "null"],
           "x-search": true}}},
       "templates": [
         {"channel": "email", "content": {"subject": "S {{a}}", "html": "<p>{{a}} {{n}}</p>",
           "text": "{{#l}}{{u}}{{/l}}{{d}}"}},
         {"channel": "sms", "content": {"template": "1001", "params": ["{{a}}"]}}]}
      """;
  private static final String DATA =
      """
      {"a": "abc", "n": 1.5, "d": "2026-12-01", "e": "li@x.example",
       "l": [{"u": "https://x.example"}], "o": "GR-1"}
      """;
  private static final String SUBMISSION =
      """
      {"application": "esop", "node": "event", "tenant": "acme-co", "channels": ["email"],
       "at": "2026-01-01T00:00:00Z", "expiresIn": "36500d", "data": %s,
       "to": [{"recipient": "E1"}, {"email": "b@x.example", "locale": "en", "data": {"a": "b"}}]}
      """
          .formatted(DATA);
  private static final String SOURCE =
      """
      {"connector": "smtp", "weight": 1, "caps": ["20 per minute"],
       "settings": {"host": "smtp.x.example", "from": "hr@x.example", "fromName": "HR"}}
      """;
  private static final String SMS =
      """
      {"connector": "tencent-sms", "settings": {"secretId": "AKIDsandbox", "secretKey": "key",
        "appId": "1400000001", "signName": "Acme"}}
      """;
  private static final String TENANT =
      "{\"name\": \"Acme\", \"locale\": \"zh-CN\", \"zone\": \"Asia/Shanghai\"}";
  private static final String APPLICATION = "{\"name\": \"ESOP\", \"owner\": \"Li Lei\"}";
  private static final String RECIPIENT =
      "{\"name\": \"Li\", \"addresses\": {\"email\": \"li@x.example\", \"sms\": \"13800138000\"}}";
  private static final String USER =
      "{\"name\": \"somebody\", \"displayName\": \"S\", \"role\": \"viewer\", \"tenants\":"
          + " [\"acme-co\"]}";

  private static final String DEFINITION =
      "{\"yaml\": \"connector: own\\nchannel: chat\\ndestination: user\\ncontents: [text]\\n"
          + "request:\\n  post: https://own.example/in\\n  text: hello\\nanswer:\\n"
          + "  success: 202\\nambiguous: hold\\n\"}";

  private static final String SUPPRESSION =
      "{\"tenant\": \"acme-co\", \"channel\": \"email\", \"address\": \"c@x.example\"}";
  private static final String SUBSCRIPTION =
      """
      {"url": "https://hook.x.example/herald", "types": ["dev.herald.message.sent"],
       "nodes": ["event"], "enabled": true}
      """;

  static Scene set(Api administrator, Browser reader) {
    Api application = administrator.asApplication("esop");
    put(administrator, "/v1/tenants/acme-co", TENANT);
    put(administrator, "/v1/tenants/acme-co/recipients/E1", RECIPIENT);
    put(administrator, "/v1/sources/mail", SOURCE);
    put(administrator, "/v1/sources/sms", SMS);
    put(administrator, "/v1/applications/esop/nodes/event", NODE);
    put(administrator, "/v1/definitions/own", DEFINITION);
    put(administrator, "/v1/applications/esop/subscriptions/hook", SUBSCRIPTION);
    Api.Answer sent = application.post("/v1/messages", SUBMISSION);
    assertThat(sent.status()).as(sent.toString()).isEqualTo(202);
    String root = bearer(administrator.key());
    String sender = bearer(application.key());
    String seen = cookie(reader);
    return new Scene(
        List.of("", bearer("hk_unknown"), sender, sender, seen, seen, root, root, root, root),
        existing(administrator, sent.json().at("/messages/0/id").asString()),
        samples());
  }

  private static void put(Api administrator, String path, String body) {
    Api.Answer made = administrator.put(path, body);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
  }

  private static Map<String, String> existing(Api administrator, String message) {
    Api.Answer templates = administrator.get("/v1/applications/esop/nodes/event/templates");
    return Map.ofEntries(
        Map.entry("tenant", "acme-co"),
        Map.entry("application", "esop"),
        Map.entry("node", "event"),
        Map.entry("subscription", "hook"),
        Map.entry("messages.id", message),
        Map.entry("templates.id", templates.json().at("/items/0/id").asString()),
        Map.entry("outbox.id", "1"),
        Map.entry("recipient", "E1"),
        Map.entry("code", "mail"),
        Map.entry("channel", "email"),
        Map.entry("lane", "normal"),
        Map.entry("locale", "en"),
        Map.entry("connector", "own"),
        Map.entry("name", "tencent-sms"),
        Map.entry("q", "li@x.example"));
  }

  private static Map<String, List<String>> samples() {
    String content = "{\"subject\": \"S\", \"text\": \"T {{a}}\"}";
    String preview = "{\"tenant\": \"acme-co\", \"data\": %s".formatted(DATA);
    String unsaved = preview + ", \"channel\": \"email\", \"content\": %s}".formatted(content);
    String template = "{\"channel\": \"email\", \"content\": %s}".formatted(content);
    String filter =
        "{\"filter\": {\"application\": \"esop\", \"state\": \"SENT\"}, \"perSecond\": 5}";
    String whole =
        "{\"tenants\": {\"acme-co\": %s}, \"nodes\": {\"esop/event\": %s}, \"sources\": {\"mail\": %s},"
                .formatted(TENANT, NODE, SOURCE)
            + " \"recipients\": {\"acme-co/E2\": %s}}".formatted(RECIPIENT);
    String trial = DEFINITION.replace("}", ", \"to\": \"somebody\", \"settings\": {}}");
    String entry = RECIPIENT.replace("{\"name\"", "{\"code\": \"E3\", \"name\"");
    String node = "/v1/applications/{application}/nodes/{node}";
    String subscription = "/v1/applications/{application}/subscriptions/{subscription}";
    return Map.ofEntries(
        Map.entry("POST /v1/messages", List.of(SUBMISSION)),
        Map.entry("POST /v1/messages/bulk", List.of(SUBMISSION)),
        Map.entry("PUT " + node, List.of(NODE)),
        Map.entry("PUT " + node + "/templates", List.of(template)),
        Map.entry("POST " + node + "/templates", List.of(template)),
        Map.entry("POST " + node + "/preview", List.of(unsaved, preview + "}")),
        Map.entry("POST /v1/templates/{id}/versions/{number}/preview", List.of(preview + "}")),
        Map.entry("POST /v1/configuration", List.of(whole)),
        Map.entry("PUT /v1/tenants/{tenant}", List.of(TENANT)),
        Map.entry("PUT /v1/applications/{application}", List.of(APPLICATION)),
        Map.entry("PUT /v1/tenants/{tenant}/recipients/{code}", List.of(RECIPIENT)),
        Map.entry("POST /v1/tenants/{tenant}/recipients", List.of(entry)),
        Map.entry("PUT /v1/sources/{code}", List.of(SOURCE)),
        Map.entry("PUT /v1/definitions/{connector}", List.of(DEFINITION)),
        Map.entry("POST /v1/definitions/{connector}", List.of(DEFINITION)),
        Map.entry("POST /v1/definition-trials/check", List.of(DEFINITION)),
        Map.entry("POST /v1/definition-trials/dry-run", List.of(trial)),
        Map.entry("POST /v1/definition-trials/test", List.of(trial)),
        Map.entry("PUT " + subscription, List.of(SUBSCRIPTION)),
        Map.entry("POST " + subscription + "/secret", List.of("{\"overlap\": \"1h\"}")),
        Map.entry(
            "POST " + subscription + "/replay", List.of("{\"since\": \"2026-01-01T00:00:00Z\"}")),
        Map.entry("POST /v1/users", List.of(USER)),
        Map.entry("POST /v1/suppressions", List.of(SUPPRESSION)),
        Map.entry("POST /v1/suppressions/search", List.of("{\"address\": \"b@x.example\"}")),
        Map.entry("PUT /v1/topics/{topic}", List.of("{\"name\": {\"en\": \"News\"}}")),
        Map.entry(
            "PUT /v1/tenants/{tenant}/recipients/{code}/preferences",
            List.of("{\"preferences\": [{\"channel\": \"email\", \"wanted\": false}]}")),
        Map.entry(
            "POST /v1/tenants/{tenant}/preferences/search",
            List.of("{\"channel\": \"email\", \"address\": \"b@x.example\"}")),
        Map.entry(
            "POST /v1/tenants/{tenant}/preferences",
            List.of("{\"channel\": \"email\", \"address\": \"b@x.example\", \"preferences\": []}")),
        Map.entry("POST /v1/reschedules", List.of(filter)),
        Map.entry("POST /v1/cancellations", List.of(filter)),
        Map.entry("POST /v1/recalls", List.of(filter)),
        Map.entry("POST /v1/recalls/preview", List.of(filter)),
        Map.entry("POST /v1/reschedules/preview", List.of(filter)),
        Map.entry("POST /v1/cancellations/preview", List.of(filter)),
        Map.entry(
            "POST /v1/tenants/{tenant}/recipients/search",
            List.of("{\"address\": \"b@x.example\"}")),
        Map.entry("POST /v1/resends", List.of(filter)),
        Map.entry("POST /v1/resends/preview", List.of(filter)));
  }

  private static String bearer(String key) {
    return "Authorization: Bearer " + key + "\r\n";
  }

  private static String cookie(Browser reader) {
    return "Cookie: %s=%s\r\nX-CSRF-TOKEN: %s\r\n"
        .formatted(
            Browser.SESSION,
            reader.cookie(Browser.SESSION),
            reader.session().at("/csrf/token").asString());
  }

  List<String> samples(Operation operation) {
    return bodies.getOrDefault(operation.toString(), List.of());
  }
}
