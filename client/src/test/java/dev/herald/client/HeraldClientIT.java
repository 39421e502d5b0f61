package dev.herald.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the client makes of each kind of answer, over real HTTP. */
class HeraldClientIT {
  private static final UUID REQUEST = UUID.randomUUID();
  private static final String ACCEPTED =
      """
      {"request": "%s", "messages": [{"id": "%s", "channel": "sms", "destination": "+86***000",
       "state": "PENDING", "duplicate": false, "newer": {"field": [1]}}]}
      """
          .formatted(REQUEST, REQUEST);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final RetryPolicy SOON =
      new RetryPolicy(1_000, MINUTE, MINUTE, Duration.ofMillis(5), Duration.ofMillis(20));

  private final ScriptedServer server = new ScriptedServer();
  private final List<CallObserver.Call> calls = new ArrayList<>();
  private final HeraldClient herald =
      HeraldClient.at(server.url()).key(" the-key\n").retries(SOON).observer(calls::add).build();

  @AfterEach
  void end() {
    server.close();
  }

  private static Submission notice(int shares) {
    return Submission.of("grant.vested", "hengtong").to("E1001").data("shares", shares).build();
  }

  @Test
  void a_submission_is_sent_with_the_key_below_the_path_of_a_proxy() {
    server.says(202, ACCEPTED);

    Accepted accepted = herald.send(notice(1));

    assertThat(accepted.request()).isEqualTo(REQUEST);
    assertThat(accepted.messages().getFirst().state()).isEqualTo(MessageState.PENDING);
    ScriptedServer.Request request = server.requests().getFirst();
    assertThat(request.path()).isEqualTo("/herald/v1/messages");
    assertThat(request.authorization()).isEqualTo("Bearer the-key");
    assertThat(request.key()).isNotBlank();
  }

  @Test
  void a_dry_run_is_answered_with_what_would_come() {
    server.says(
        200,
        """
        {"lane": "normal", "messages": [
          {"channel": "sms", "destination": "+86***000", "language": "en", "state": "SENT",
           "at": "2026-12-01T09:00:00Z", "source": "tencent",
           "content": {"format": "text", "text": "Hi", "sms": {"segments": 1}}},
          {"channel": "email", "destination": "a***@x.example", "duplicateOf": "%s"},
          {"channel": "email", "destination": "b***@x.example", "state": "SUPPRESSED",
           "reason": {"code": "GOES_ON_BY", "text": "goes on by sms"},
           "next": {"channel": "sms", "state": "SENT"}}]}
        """
            .formatted(REQUEST));

    DryRun dry = herald.dryRun(notice(1));

    assertThat(server.requests().getFirst().path()).isEqualTo("/herald/v1/messages?dryRun=true");
    assertThat(dry.repeats()).isNull();
    assertThat(dry.messages())
        .extracting(DryRun.Prospect::state)
        .containsExactly(MessageState.SENT, null, MessageState.SUPPRESSED);
    assertThat(dry.messages().getFirst().segments()).isEqualTo(1);
    assertThat(dry.messages().get(1).duplicateOf()).isEqualTo(REQUEST);
    assertThat(dry.messages().get(2).next())
        .extracting(DryRun.Prospect::state)
        .isEqualTo(MessageState.SENT);
  }

  @Test
  void what_may_pass_is_tried_again_under_the_same_key() {
    server
        .says(503, "{\"detail\": \"busy\"}")
        .says(0, "")
        .says(500, "oops")
        .says(new ScriptedServer.Answer(429, Map.of("Retry-After", "0"), "{}"))
        .says(202, ACCEPTED);

    herald.send(notice(2));

    assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(server.requests())
        .extracting(ScriptedServer.Request::key)
        .containsOnly(server.requests().getFirst().key());
    assertThat(calls.getFirst().operation()).isEqualTo("send");
    assertThat(calls.getFirst().tries()).isEqualTo(5);
    assertThat(calls.getFirst().problem()).isNull();
  }

  @Test
  void calls_without_a_key_of_their_own_get_different_ones() {
    server.says(202, ACCEPTED);
    herald.send(notice(3));
    herald.send(notice(3));

    assertThat(server.requests().get(0).key()).isNotEqualTo(server.requests().get(1).key());
  }

  @Test
  void an_event_is_the_key() {
    server.says(202, ACCEPTED);
    Submission event = Submission.of("a", "b").to("E1").event("8841").build();
    herald.send(event);

    assertThat(event.idempotencyKey()).contains(server.requests().getFirst().key());
  }

  @Test
  void each_kind_of_refusal_has_a_type() {
    server.says(
        422,
        """
        {"title": "Invalid request", "detail": "1 field is wrong", "code": "REQUEST_INVALID",
         "errors": [{"field": "to[0].mobile", "reason": "is not known here", "code": "FIELD_UNKNOWN"}]}
        """);
    HeraldException.Invalid invalid =
        catchThrowableOfType(HeraldException.Invalid.class, () -> herald.send(notice(4)));

    assertThat(invalid.status()).isEqualTo(422);
    assertThat(invalid.errors())
        .containsExactly(new FieldError("to[0].mobile", "is not known here", "FIELD_UNKNOWN"));
    assertThat(invalid).hasMessageContaining("to[0].mobile is not known here");
    assertThat(invalid.code()).contains("REQUEST_INVALID");
    assertThat(invalid.getStackTrace())
        .as("where the caller was")
        .anyMatch(frame -> frame.getMethodName().startsWith("each_kind_of_refusal"));
    assertRefused(401, HeraldException.Unauthorized.class);
    assertRefused(403, HeraldException.Forbidden.class);
    assertRefused(404, HeraldException.NotFound.class);
    assertRefused(409, HeraldException.Conflict.class);
    assertRefused(413, HeraldException.Invalid.class);
    assertRefused(302, HeraldException.Unintelligible.class);
    assertThat(server.requests()).as("none of them is tried again").hasSize(7);
  }

  private void assertRefused(int status, Class<? extends HeraldException> type) {
    server.nowSays(status, "{\"detail\": \"as it is\"}");
    assertThatThrownBy(() -> herald.send(notice(5)))
        .isInstanceOf(type)
        .hasMessageContaining("as it is");
  }

  @Test
  void a_quota_that_comes_back_after_the_deadline_is_not_waited_for() {
    server.says(
        new ScriptedServer.Answer(429, Map.of("Retry-After", "3600"), "{\"detail\": \"quota\"}"));

    HeraldException.QuotaExceeded full =
        catchThrowableOfType(HeraldException.QuotaExceeded.class, () -> herald.send(notice(6)));

    assertThat(full.retryAfter()).contains(Duration.ofHours(1));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void a_server_that_never_answers_is_given_up_at_the_deadline() {
    server.says(-1, "");
    HeraldClient hasty =
        herald.with(
            new RetryPolicy(
                1_000,
                Duration.ofMillis(300),
                Duration.ofMillis(100),
                Duration.ofMillis(5),
                Duration.ofMillis(5)));

    assertThatThrownBy(() -> hasty.send(notice(7)))
        .isInstanceOf(HeraldException.Unavailable.class)
        .hasMessageContaining("no answer");
    assertThat(server.requests()).hasSizeGreaterThan(1);
  }

  @Test
  void nobody_at_the_address_is_unavailable_too() {
    server.close();

    assertThatThrownBy(() -> herald.with(RetryPolicy.none(MINUTE)).ping())
        .isInstanceOf(HeraldException.Unavailable.class);
  }

  @Test
  void an_answer_of_something_else_is_told_apart() {
    server.says(200, "<html>sign in</html>");

    assertThatThrownBy(() -> herald.get(REQUEST))
        .isInstanceOf(HeraldException.Unintelligible.class);
  }

  @Test
  void a_message_is_taken_back_alone_or_with_all_of_its_call() {
    String message =
        """
        {"id": "%1$s", "request": "%1$s", "state": "RECALLED", "verdict": "", "application":
         {"code": "esop"}, "node": "n", "tenant": "t", "channel": "wecom", "destination": "",
         "attempts": 1, "acceptedAt": "2026-12-01T08:00:00Z", "requestedBy": "esop"}
        """
            .formatted(REQUEST);
    server.says(409, "{\"code\": \"RECALL_TAKES_OTHERS\", \"title\": \"Conflict\"}");
    server.says(200, message);

    assertThatThrownBy(() -> herald.recall(REQUEST)).isInstanceOf(HeraldException.Conflict.class);
    Message recalled = herald.recallWithOthers(REQUEST);

    assertThat(recalled.state()).isEqualTo(MessageState.RECALLED);
    assertThat(recalled.state().isFinal()).isTrue();
    assertThat(server.requests())
        .extracting(ScriptedServer.Request::method, ScriptedServer.Request::path)
        .containsOnly(tuple("POST", "/herald/v1/messages/%s/recall".formatted(REQUEST)));
    assertThat(server.requests())
        .extracting(ScriptedServer.Request::body)
        .containsExactly("{}", "{\"others\":true}");
  }

  @Test
  void all_pages_of_a_search_are_read_while_they_are_asked_for() {
    String message =
        """
        {"id": "%1$s", "request": "%1$s", "state": "NEWER", "verdict": "", "application":
         {"code": "esop"}, "node": "n", "tenant": "t", "channel": "sms", "destination": "",
         "attempts": 0, "acceptedAt": "2026-12-01T08:00:00Z", "requestedBy": "esop"}
        """
            .formatted(REQUEST);
    server.says(200, "{\"items\": [%1$s, %1$s], \"next\": \"abc=\"}".formatted(message));
    server.says(200, "{\"items\": [], \"next\": \"def\"}");
    server.says(200, "{\"items\": [%s]}".formatted(message));

    List<Message> found =
        herald
            .searchAll(MessageQuery.all().destination("+86 138").state(MessageState.SENT))
            .toList();

    assertThat(found).hasSize(3);
    assertThat(found.getFirst().state()).isEqualTo(MessageState.UNRECOGNIZED);
    assertThat(found.getFirst().identity().application()).isEqualTo("esop");
    assertThat(server.requests())
        .extracting(ScriptedServer.Request::path)
        .containsExactly(
            "/herald/v1/messages?destination=%2B86+138&state=SENT",
            "/herald/v1/messages?cursor=abc%3D&destination=%2B86+138&state=SENT",
            "/herald/v1/messages?cursor=def&destination=%2B86+138&state=SENT");
  }

  @Test
  void a_future_ends_with_the_answer_or_with_the_problem() {
    server.says(202, ACCEPTED);
    assertThat(herald.async().send(notice(1)).join().request()).isEqualTo(REQUEST);

    server.nowSays(404, "{}");
    CompletableFuture<Message> missing = herald.async().get(REQUEST);
    assertThatThrownBy(missing::join).hasCauseInstanceOf(HeraldException.NotFound.class);
  }

  @Test
  void an_interrupted_caller_is_let_go() {
    server.says(-1, "");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> herald.send(notice(1)))
        .isInstanceOf(HeraldException.Unavailable.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void neither_key_nor_secret_is_in_its_text() {
    assertThat(herald.toString()).doesNotContain("the-key").contains("127.0.0.1");
    assertThatThrownBy(() -> HeraldClient.at(server.url()).key("a\nsecret").build().ping())
        .isInstanceOf(HeraldException.Unauthorized.class)
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> HeraldClient.at("http://user:secret@herald.example"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> HeraldClient.at("ftp://herald.example").build())
        .hasMessageContaining("https://");
    assertThatThrownBy(() -> HeraldClient.at("http://herald.example").build())
        .hasMessageContaining("key(...)");
  }

  @Test
  void it_runs_on_java_17() throws IOException {
    try (InputStream file = HeraldClient.class.getResourceAsStream("HeraldClient.class");
        DataInputStream header = new DataInputStream(file)) {
      header.skipNBytes(6);
      assertThat(header.readUnsignedShort()).as("class file version").isEqualTo(61);
    }
  }
}
