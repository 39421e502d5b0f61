package dev.herald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.sandbox.cap.CapPolicy;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.rule.Rule;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every provider, by tables: what it takes, what it refuses by itself, and all of its codes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProvidersIT {
  private static final Set<SignatureCheck> FINE =
      EnumSet.of(SignatureCheck.VERIFIED, SignatureCheck.UNVERIFIED, SignatureCheck.NONE);

  private static final String ANOTHER_KEY =
      """
      -----BEGIN PUBLIC KEY-----
      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEJXymOnskcdpN+wmkDepXOXJ9Ck4n
      bnSHBBIhlZ33OoWAC5h2lKQ759j+ebY5eZXCaii8UO4aTTbjp/EehmatPw==
      -----END PUBLIC KEY-----\
      """;

  private Sandbox sandbox;

  @BeforeAll
  void start() {
    sandbox =
        Sandbox.start(
            SandboxOptions.defaults().clock(new SettableClock()).capPolicy(CapPolicy.OFF));
  }

  @AfterAll
  void stop() {
    sandbox.close();
  }

  @AfterEach
  void forget() {
    sandbox.rules().clear();
    sandbox.outbox().clear();
    requests()
        .flatMap(request -> request.secrets().stream())
        .forEach(each -> sandbox.accounts().forget(each.get(0), each.get(1)));
  }

  private static Stream<TriedRequest> requests() {
    return Stream.concat(TriedRequest.captured().stream(), TriedRequest.own().stream())
        .map(TriedRequest::fresh);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void what_is_in_order_is_taken(TriedRequest request) throws IOException {
    request.register(sandbox);
    assertThat(answer(request)).isEqualTo(request.status() + " " + request.text());
    assertThat(sandbox.outbox().find(OutboxQuery.ALL))
        .allSatisfy(message -> {
          assertThat(message.envelope().provider()).isEqualTo(request.provider());
          assertThat(message.outcome().signature()).isIn(FINE);
        });
  }

  @ParameterizedTest
  @MethodSource("signed")
  void a_signature_of_an_independent_client_is_verified(TriedRequest request) throws IOException {
    request.register(sandbox);
    request.send(sandbox);
    assertThat(sandbox.outbox().find(OutboxQuery.ALL))
        .extracting(message -> message.outcome().signature())
        .containsExactly(SignatureCheck.VERIFIED);
  }

  private static Stream<TriedRequest> signed() {
    return TriedRequest.captured().stream()
        .filter(request ->
            Set.of(
                    "sms4j-DING_TALK_TEXT",
                    "sms4j-DING_TALK_MARKDOWN",
                    "sms4j-BYTE_TALK_TEXT",
                    "sdk-aliyun-sms-SendSms",
                    "sdk-aliyun-sms-rpcv1-SendSms",
                    "sdk-aliyun-sms-SendBatchSms",
                    "npm-apns-alert",
                    "sdk-twilio-message",
                    "apprise-telegram-text",
                    "sdk-feishu-im-create-text-2")
                .contains(request.id()));
  }

  @ParameterizedTest
  @MethodSource("signed")
  void another_secret_is_found_out(TriedRequest request) throws IOException {
    String secret = request.provider().equals("apns") ? ANOTHER_KEY : "another";
    sandbox.accounts().register(request.provider(), account(request), secret);
    request.send(sandbox);
    assertThat(sandbox.outbox().find(OutboxQuery.ALL.status(Outcome.Status.REFUSED)))
        .extracting(message -> message.outcome().signature())
        .allMatch(found -> !FINE.contains(found))
        .hasSize(1);
  }

  private static String account(TriedRequest request) {
    return request.id().startsWith("sdk-feishu") ? "another" : request.secrets().getFirst().get(1);
  }

  record Refused(TriedRequest request, int status, String text) {
    @Override
    public String toString() {
      return request + " " + text;
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_is_wrong_is_refused_in_the_provider_s_own_words(Refused refused) throws IOException {
    Caller.Response response = refused.request().send(sandbox);
    assertThat(response.status() + " " + response.text())
        .startsWith(refused.status() + " ")
        .contains(refused.text());
  }

  private static Stream<Refused> refused() {
    return TriedRequest.lines("refused.csv").stream()
        .map(line -> line.split(" \\| ", -1))
        .map(cells ->
            new Refused(
                TriedRequest.own(cells[0]).with(cells[1], cells[2].strip()).fresh(),
                Integer.parseInt(cells[3]),
                cells[4]));
  }

  record Coded(TriedRequest request, int status, String form, List<String> codes) {
    @Override
    public String toString() {
      return request + " " + status;
    }
  }

  @ParameterizedTest
  @MethodSource("coded")
  void every_code_of_the_provider_has_its_status_and_form(Coded coded) throws IOException {
    for (String code : coded.codes()) {
      sandbox.rules().clear();
      sandbox.rules().add(Rule.that(new Effect.Answer(code, "")));
      Caller.Response response = coded.request().send(sandbox);
      String inBody = coded.form().replace("@", code.substring(code.indexOf('/') + 1));
      assertThat(response.status() + " " + response.text())
          .startsWith(coded.status() + " ")
          .contains(inBody);
    }
  }

  private static Stream<Coded> coded() {
    return TriedRequest.lines("codes.csv").stream()
        .map(line -> line.split(" \\| ", -1))
        .map(cells ->
            new Coded(
                TriedRequest.own(cells[0]),
                Integer.parseInt(cells[1]),
                cells[2],
                List.of(cells[3].split(" "))));
  }

  @Test
  void every_reason_has_words_at_every_provider() throws IOException {
    for (TriedRequest request : TriedRequest.own()) {
      for (Reason reason : Reason.values()) {
        sandbox.rules().clear();
        sandbox.rules().add(Rule.that(new Effect.Refuse(reason)));
        assertThat(request.send(sandbox).text()).as("%s %s", request, reason).isNotEmpty();
      }
    }
  }

  @Test
  void a_rule_that_names_a_channel_lets_log_ins_pass() throws IOException {
    sandbox.rules().add(Rule.that(new Effect.Refuse(Reason.BUSY)).channel("wecom"));
    assertThat(answer(TriedRequest.own("wecom-token"))).startsWith("200 access_token");
    assertThat(TriedRequest.own("wecom-app").send(sandbox).text()).contains("\"errcode\":-1");
  }

  @Test
  void every_connector_of_the_table_has_its_stand_in() {
    Set<String> providers =
        requests().map(TriedRequest::provider).collect(Collectors.toCollection(TreeSet::new));
    assertThat(providers)
        .containsExactly(
            "aliyun-sms",
            "apns",
            "bark",
            "dingtalk-oto",
            "dingtalk-robot",
            "dingtalk-work",
            "discord-webhook",
            "fcm",
            "feishu-app",
            "feishu-bot",
            "getui",
            "gotify",
            "infoflow-app",
            "infoflow-robot",
            "jpush",
            "ntfy",
            "serverchan",
            "slack-api",
            "slack-webhook",
            "teams-workflow",
            "telegram-bot",
            "tencent-sms",
            "tiger-app",
            "twilio",
            "webhook",
            "wechat-mp",
            "wecom-app",
            "wecom-robot",
            "whatsapp-cloud");
  }

  @Test
  void the_outbox_shows_what_a_person_reads_and_no_secret() throws IOException {
    for (TriedRequest request : requests().toList()) {
      sandbox.outbox().clear();
      request.register(sandbox);
      request.send(sandbox);
      assertThat(sandbox.outbox().find(OutboxQuery.ALL))
          .as(request.id())
          .allSatisfy(message -> {
            assertThat(message.content().text()).isNotBlank();
            assertThat(message.raw()).doesNotContain("TESTTOKEN", "sandbox-token", "s3cr3t");
          });
    }
  }

  /** In the form of what is expected, so that a failure shows the whole of both. */
  private String answer(TriedRequest request) throws IOException {
    Caller.Response response = request.send(sandbox);
    return response.text().contains(request.text())
        ? response.status() + " " + request.text()
        : response.status() + " " + response.text();
  }
}
