package dev.herald.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.Api;
import dev.herald.server.Browser;
import dev.herald.server.HeraldTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

/**
 * 20,000 requests from a seed, by everybody there is, to every operation of the OpenAPI document:
 * none may bring an error inside Herald, a hang, or an answer that the document does not know.
 */
@HeraldTest
@TestPropertySource(properties = "herald.sandbox=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsIT {
  private static final long SEED = Long.getLong("herald.fuzz.seed", 20_261_201);
  private static final int REQUESTS = Integer.getInteger("herald.fuzz.requests", 20_000);
  private static final int WORKERS = 4;

  /**
   * One in so many of those that hash a password, which takes as long as a hundred others, and of
   * those that take away what the others are to meet.
   */
  private static final int RARE = 10;

  @Autowired Environment environment;

  private int port;
  private Api administrator;
  private Browser reader;
  private Scene scene;
  private List<Operation> operations;
  private Verdicts verdicts;

  @BeforeAll
  void thereIsSomethingToMeet() {
    administrator = Api.administrator(environment);
    port = administrator.base().getPort();
    reader = Browser.ofUser(administrator, "reader", "\"role\": \"viewer\"");
    scene = Scene.set(administrator, reader);
    var document = administrator.get("/docs/openapi.json").json();
    operations = Operation.in(document);
    verdicts = new Verdicts(document);
  }

  @Test
  void everyRequestIsAnsweredAsTheDocumentSays() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        Random random = new Random(SEED + i);
        workers.add(threads.submit(() -> work(random)));
      }
      Future<Integer> health = threads.submit(() -> watchHealth(over));
      for (Future<?> worker : workers) {
        worker.get();
      }
      over.set(true);
      assertThat(health.get()).isPositive();
    }
    assertThat(verdicts.found()).as("seed %d", SEED).isEmpty();
  }

  /** With right input, with nothing, with another type, and with too much, by who may. */
  @Test
  void everyOperationKeepsToTheDocumentWhateverItIsGiven() throws IOException {
    Verdicts calls = new Verdicts(verdicts.document());
    OperationCalls requests =
        new OperationCalls(
            verdicts.document(),
            scene,
            "Authorization: Bearer %s\r\n".formatted(administrator.key()));
    List<String> taken = new ArrayList<>();
    try (RawCall call = new RawCall(port)) {
      for (Operation operation : operations) {
        for (var each : requests.of(operation).entrySet()) {
          RawCall.Answer answer = call.send(each.getValue());
          calls.of(operation, each.getValue(), answer);
          if (answer.status() < 300 && each.getKey().matches("(missing|mistyped) .*")) {
            taken.add(operation + " with " + each.getKey());
          }
        }
      }
    }
    assertThat(calls.found()).isEmpty();
    assertThat(taken).isEmpty();
  }

  /** The document says of each operation what it does, and of each refusal that it is a problem. */
  @Test
  void theDocumentDescribesEveryOperationWhole() {
    var document = verdicts.document();
    for (Operation operation : operations) {
      assertThat(operation.json().path("summary").asString("")).as("%s", operation).isNotBlank();
      operation
          .json()
          .path("responses")
          .properties()
          .forEach(answer -> {
            String status = answer.getKey();
            var content = Documents.resolved(document, answer.getValue()).path("content");
            if (status.startsWith("4") || status.startsWith("5")) {
              assertThat(content.at("/application~1problem+json/schema/$ref").asString(""))
                  .as("%s %s", operation, status)
                  .endsWith("/Problem");
            }
          });
      for (String type : operation.body().types()) {
        var schema = Documents.resolved(document, operation.body().schema());
        boolean takesNothing =
            schema.isEmpty() && !operation.json().at("/requestBody/required").asBoolean(false);
        assertThat(
                schema.has("properties")
                    || schema.has("items")
                    || takesNothing
                    || operation.body().isFile())
            .as("%s takes %s: %s", operation, type, schema)
            .isTrue();
      }
    }
  }

  /** One of each kind, with the field that the answer names. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          expiresIn            | "expiresIn": "107000000d"
          at                   | "at": "+999999999-12-31T23:59:59Z"
          at                   | "at": "-999999999-01-01T00:00:00+18:00"
          channels[0]          | "channels": [{}]
          channels[0]          | "channels": [null]
          data.\ufffd          | "data": {"\\u0000": "abc"}
          data.a               | "data": {"a": "\\ud83d"}
          tenant               | "tenant": "\\u0000"
          data                 | "data": {"a": "abc", "n": 1e999999999}
          to[0]                | "to": [null]
          to[0].email          | "to": [{"email": "a@LABEL.example"}]
          to[0].email          | "to": [{"email": "LABEL@x.example"}]
          """)
  void aSubmissionIsRefusedByItsField(String field, String wrong) {
    String fields =
        "\"application\": \"esop\", \"node\": \"event\", \"tenant\": \"acme-co\", \"data\": {\"a\":"
            + " \"abc\"}, \"to\": [{\"email\": \"b@x.example\"}], ";
    String name = wrong.substring(0, wrong.indexOf(':'));
    String body =
        "{%s%s}".formatted(without(name, fields), wrong.replace("LABEL", "a".repeat(1_000)));

    refused(administrator.post("/v1/messages", body), field);
  }

  private static String without(String name, String fields) {
    return fields.replaceAll(name + ": (\"[^\"]*\"|\\{[^}]*\\}|\\[[^\\]]*\\]), ?", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET  | /v1/messages?from=%2B999999999-12-31T23:59:59Z | from        |
          GET  | /v1/messages/export?to=-999999999-01-01T00:00:00Z | to       |
          GET  | /v1/audit?from=%2B999999999-12-31T23:59:59Z    | from        |
          GET  | /v1/find?q=a%00b                               | q           |
          GET  | /v1/messages?cursor=YQBi                       | cursor      |
          PUT  | /v1/sources/x        | caps[0]   | {"connector": "smtp", "caps": [null]}
          PUT  | /v1/sources/x        | weight    | {"connector": "smtp", "weight": 1e999999999}
          POST | /v1/users            | tenants[0] | {"name": "x", "tenants": [null]}
          POST | /sandbox/outbox/reconcile | [0]  | [null]
          POST | /v1/configuration    | tenants.x.name | {"tenants": {"x": {"name": "\\u0000"}}}
          PUT  | /v1/applications/esop/nodes/n | schema.properties.a.pattern | {"name": "n", "plan": "email", "locale": "en", "schema": {"type": "object", "properties": {"a": {"type": "string", "pattern": "((a{1000}){1000}){100}"}}}}
          """)
  void everyOtherRequestIsRefusedByItsFieldToo(
      String method, String path, String field, String body) {
    refused(administrator.send(method, path, body, "application/json"), field);
  }

  private static void refused(Api.Answer answer, String field) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.wrongFields()).as(answer.toString()).contains(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"q=%zz", "q=%ff", "q=%c0%80", "=x", "%"})
  void aQueryThatStandsForNoTextIsRefusedWithoutAKey(String query) throws IOException {
    String head = "GET /v1/session/options?%s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(query);
    RawCall.Answer answer = RawCall.sendAlone(port, head.getBytes(StandardCharsets.US_ASCII));

    assertThat(answer).isNotNull();
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.type()).isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AA==",
        "",
        "x",
        "Li4vLi4v",
        "\u0000",
        "MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwAA=="
      })
  void aCookieThatIsNoSessionIsNone(String cookie) throws IOException {
    String head =
        "GET /v1/session/options HTTP/1.1\r\nHost: x\r\nCookie: __Host-herald=%s\r\n\r\n"
            .formatted(cookie);
    RawCall.Answer answer = RawCall.sendAlone(port, head.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(answer).isNotNull();
    assertThat(answer.status()).as(answer.toString()).isLessThan(500);
  }

  @Test
  void aLineThatIsNoHttpIsAnsweredAsAProblemWithTheHeadersOfAllAnswers() throws IOException {
    RawCall.Answer answer =
        RawCall.sendAlone(port, "GET /\u0001 HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    assertThat(answer).isNotNull();
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.headers())
        .containsKeys(
            "x-content-type-options",
            "x-frame-options",
            "content-security-policy",
            "cross-origin-opener-policy",
            "permissions-policy",
            "referrer-policy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/*", "json", "application/json;charset=nonsense"})
  void aContentTypeThatNamesNoneIsRefused(String type) {
    Api.Answer answer = administrator.send("POST", "/v1/messages", "{}", type);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(415);
    assertThat(answer.json().path("detail").asString()).contains("Content-Type");
  }

  @Test
  void onlyWhoMayEditHasAContentShownThatIsNotSaved() {
    String path = "/v1/applications/esop/nodes/event/preview";
    String unsaved =
        "{\"data\": {\"a\": \"abc\"}, \"channel\": \"sms\", \"content\": {\"text\": \"{{a}}\"}}";

    assertThat(reader.post(path, unsaved).status()).isEqualTo(403);
    assertThat(reader.post(path, "{\"data\": {\"a\": \"abc\"}}").status()).isEqualTo(200);
    assertThat(administrator.post(path, unsaved).status()).isEqualTo(200);
  }

  private Void work(Random random) throws IOException {
    RandomRequest requests =
        new RandomRequest(random, new RandomBody(random, verdicts.document(), scene.known()));
    List<String> callers = scene.callers();
    try (RawCall call = new RawCall(port)) {
      for (int i = 0; i < REQUESTS / WORKERS; i++) {
        Operation operation = operations.get(random.nextInt(operations.size()));
        String caller = callers.get(random.nextInt(callers.size()));
        if (isLeftOut(operation, random)) {
          continue;
        }
        byte[] request = requests.of(operation, scene.samples(operation), caller);
        if (random.nextInt(6) == 0) {
          byte[] broken = BrokenRequest.of(request, random);
          verdicts.ofBroken(broken, RawCall.sendAlone(port, broken));
        } else {
          verdicts.of(operation, request, call.send(request));
        }
      }
    }
    return null;
  }

  /** Ends what the others need, or takes long each time. */
  private static boolean isLeftOut(Operation operation, Random random) {
    boolean hashes =
        operation.path().startsWith("/v1/session") && !operation.method().equals("GET");
    boolean rare = hashes || operation.method().equals("DELETE");
    return operation.toString().equals("DELETE /v1/session") || (rare && random.nextInt(RARE) != 0);
  }

  private int watchHealth(AtomicBoolean over) throws IOException {
    byte[] request =
        "GET /actuator/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    int answered = 0;
    try (RawCall call = new RawCall(port)) {
      while (!over.get()) {
        assertThat(call.send(request).status()).isEqualTo(200);
        answered++;
        Thread.yield();
      }
    }
    return answered;
  }
}
