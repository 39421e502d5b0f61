package dev.herald.channels.definition;

import static dev.herald.channels.definition.OwnChat.HEAD;
import static dev.herald.channels.definition.OwnChat.REQUEST;
import static dev.herald.channels.definition.OwnChat.definition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.CallReason;
import dev.herald.channel.Exchange;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Throttled;
import dev.herald.channels.definition.answer.Meaning;
import dev.herald.channels.definition.text.DefinitionException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The short forms of an answer's rules: what they mean. */
class AnswerFormsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          errcode                          | 200 | {"errcode":0}             | true
          errcode                          | 200 | {"errcode":7}             | false
          result.code                      | 200 | {"result":{"code":0}}     | true
          { Code: OK }                     | 200 | {"Code":"OK"}             | true
          { Code: OK }                     | 200 | {"Code":"ok"}             | false
          { ok: true }                     | 200 | {"ok":true}               | true
          { status: 2xx, ok: true }        | 500 | {"ok":true}               | false
          { status: 2xx, ok: true }        | 204 | {"ok":true}               | true
          202                              | 202 | {}                        | true
          202                              | 200 | {}                        | false
          [200, 204]                       | 204 | {}                        | true
          2xx                              | 299 | nothing                   | true
          2xx                              | 302 | nothing                   | false
          """)
  void successSaysInShortWhatWasTaken(String success, int status, String body, boolean taken)
      throws DefinitionException {
    SendResult result = judged("answer: { success: %s }".formatted(success), status, body);

    assertThat(result instanceof Accepted).isEqualTo(taken);
  }

  @Test
  void whatSuccessComparesIsTheCodeAndTheUsualWordsAreTheReason() throws DefinitionException {
    String answer = "answer: { success: errcode, errors: { recipient: [7] } }";

    SendResult result = judged(answer, 200, "{\"errcode\":7,\"errmsg\":\"nobody\"}");

    assertThat(result).isInstanceOf(Rejected.class);
    assertThat(((Rejected) result).rejection()).isEqualTo(Rejection.RECIPIENT);
    assertThat(BuiltIn.said(((Rejected) result).reason())).isEqualTo("7: nobody");
  }

  private static final String ERRORS =
      """
      answer:
        success: code
        retryAfter: ${body.wait}
        errors:
          recipient: [404, { code: 1, when: "${body.msg.contains('gone')}", reason: It has left }]
          throttled 7s: ["Limit*", status 429]
          busy: [status 5xx]
          content: [1]
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | {"code":404}                     | recipient | 404
          200 | {"code":1,"msg":"he is gone"}    | recipient | 1: It has left
          200 | {"code":1,"msg":"bad"}           | content   | 1: bad
          200 | {"code":"Limit.Day"}             | throttled | Limit.Day
          429 | {}                               | throttled | HTTP 429
          503 | {"code":12}                      | busy      | 12
          """)
  void errorsAreReadByTheirClassFromTheTop(int status, String body, String means, String reason)
      throws DefinitionException {
    SendResult result = judged(ERRORS, status, body);

    assertThat(Meaning.of(result)).contains(means);
    assertThat(BuiltIn.said(((SendResult.NotAccepted) result).reason())).isEqualTo(reason);
  }

  @Test
  void aHintInTheBodyIsHeardAfterTheHeaderAndBeforeTheRow() throws DefinitionException {
    String body = "{\"code\":\"Limit\",\"wait\":3.5}";

    assertThat(after(judged(ERRORS, 200, body, Map.of()))).isEqualTo(Duration.ofMillis(3500));
    assertThat(after(judged(ERRORS, 200, body, Map.of("retry-after", "9"))))
        .isEqualTo(Duration.ofSeconds(9));
    assertThat(after(judged(ERRORS, 200, "{\"code\":\"Limit\"}", Map.of())))
        .isEqualTo(Duration.ofSeconds(7));
  }

  private static Duration after(SendResult result) {
    return ((Throttled) result).after();
  }

  @Test
  void anElementForEachRecipientIsJudgedByTheSameTable() throws DefinitionException {
    String answer =
        """
        answer:
          accepted: ${!has(body.error)}
          results: { each: "${body.list}", to: "${each.to}", success: { Code: Ok }, id: "${each.no}" }
          errors: { recipient: [Blacklisted] }
        """;
    String both =
        "{\"list\":[{\"to\":\"x\",\"Code\":\"Ok\",\"no\":\"1\"},"
            + "{\"to\":\"SOMEBODY\",\"Code\":\"%s\",\"no\":\"2\"}]}";

    assertThat(judged(answer, 200, both.formatted("Ok")).exchange())
        .extracting(Exchange::providerId)
        .isEqualTo("2");
    assertThat(Meaning.of(judged(answer, 200, both.formatted("Blacklisted"))))
        .contains("recipient");
    assertThat(Meaning.of(judged(answer, 200, "{\"list\":[]}"))).contains("ambiguous");
  }

  /** People see it, and a definition says by it what it means. */
  @Test
  void whoStandsInListsIsRefusedByTheNamesOfTheLists() throws DefinitionException {
    String answer =
        """
        answer:
          accepted: ${!has(body.error)}
          results: { recipient: "${body.data.?gone.orValue([]) + body.left}" }
        """;

    SendResult refused = judged(answer, 200, "{\"data\":{},\"left\":[\"somebody\"]}");

    assertThat(((SendResult.Rejected) refused).reason())
        .isInstanceOfSatisfying(
            CallReason.ProviderSaid.class,
            said -> assertThat(said.providerCode()).isEqualTo("body.data.gone, body.left"));
  }

  private static SendResult judged(String answer, int status, String body)
      throws DefinitionException {
    return judged(answer, status, body, Map.of());
  }

  private static SendResult judged(
      String answer, int status, String body, Map<String, String> headers)
      throws DefinitionException {
    return OwnChat.judged(
        definition(HEAD + REQUEST + answer + "\nambiguous: hold\n"), status, body, headers);
  }
}
