package dev.herald.channels.definition;

import static dev.herald.channels.definition.OwnChat.ANSWER;
import static dev.herald.channels.definition.OwnChat.HEAD;
import static dev.herald.channels.definition.OwnChat.REQUEST;
import static dev.herald.channels.definition.OwnChat.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.reason.Chinese;
import dev.herald.channels.reason.ReasonWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said when the short forms of a definition are wrong, or an example does not hold. */
class VocabularyProblemsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text: "${content.plain}"   | text: "${hex(hmacSHA256('k', content.plain))}" | there is no function “hmacSHA256”; did you mean “hmacSha256”?
          post: https               | `get: https://a.example\\n  post: https`        | request: has post, get; keep one
          json: { text              | `auth: { oauth: x }\\n  json: { text`           | request.auth.oauth: is not known here; write one of acs3, basic, bearer, hmac, standardWebhooks, tc3
          json: { text              | `auth: { basic: { user: x } }\\n  json: { text` | request.auth.basic: lacks “password”
          key: "${message.id}"      | key: "${99999999999999999999 + 1}"            | request.json.key: a number has at most 64 bits
          success: errcode          | success: errcode, accepted: "${true}"         | has success, accepted; keep one
          success: errcode          | success: err-code                             | “err-code” is neither a member of the answer nor a status
          success: errcode          | success: errcode, errors: { recipent: [1] }   | answer.errors.recipent: “recipent” is not known here; did you mean “recipient”?
          success: errcode          | success: errcode, errors: { busy 1x: [1] }    | “1x” is no duration; write it like 60s, 10m, 1h or 1d
          success: errcode          | success: errcode, errors: { token: [1] }      | has the class “token”, and no token is fetched
          success: errcode          | success: 2xx, errors: { busy: [1] }           | needs answer.code, the expression that codes are compared with
          ambiguous: hold           | idempotent: nokey                             | is “nokey”, which is no header, part of the query or member of the body
          ambiguous: hold           | `http: 3\\nambiguous: hold`                    | http: is “3”; write 2, or leave it out for 1.1
          ambiguous: hold           | `let: { now: x }\\nambiguous: hold`            | let.now: is no name for a value
          ambiguous: hold           | `limits: { text: 5 letters }\\nambiguous: hold` | “5 letters” is not a length; write it like “4096 bytes” or “1600 characters”
          ambiguous: hold           | `limits: { html: 5 bytes }\\nambiguous: hold`  | limits.html: is not known here
          ambiguous: hold           | `token: { value: "${body.t}" }\\nambiguous: hold` | token: needs one of post, put, get, patch, delete
          ambiguous: hold           | `batch: { most: 9 }\\nambiguous: hold`         | batch: lacks “by”; write for example by: content
          ambiguous: hold           | `batch: { most: 1, by: content }\\nambiguous: hold` | batch.most: is “1”; write how many messages one call takes, from 2 to 10,000
          ambiguous: hold           | `batch: { most: 9, by: content }\\nambiguous: hold` | the request reads message.id, which differs among the messages of a call
          ambiguous: hold           | `batch: { most: 9, by: content, ambiguous: never }\\nambiguous: hold` | batch.ambiguous: is “never”; write resend or hold
          ambiguous: hold           | `recall: { within: 24h }\\nambiguous: hold`    | recall: lacks “request”
          ambiguous: hold           | `caps: [5 people per day]\\nambiguous: hold`   | “5 people per day” is no rate cap
          ambiguous: hold           | `steps: { a: { get: https://a.example } }\\nambiguous: hold` | steps.a: lacks “value”; write what is read as ${steps.a}
          """)
  void aMistakeIsNamedWithItsMend(String good, String bad, String problem) {
    String yaml = (HEAD + REQUEST + ANSWER).replace(good, bad.replace("\\n", "\n"));

    assertThatThrownBy(() -> definition(yaml))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(problem)
        .hasMessageMatching("(?s)own.yaml:\\d+: .*")
        .isInstanceOfSatisfying(
            DefinitionException.class,
            wrong ->
                assertThat(wrong.problems())
                    .allSatisfy(
                        each -> Chinese.requireNoEnglish(ReasonWords.CHINESE.of(each.reason()))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `connector: x\\n\\tchannel: y`                   | indent with spaces
          `- connector: x`                              | begin with “connector: <name>”
          `connector: x\\nchannel: y\\n   label: { en: z }` | indent the line like its neighbours
          """)
  void whatIsNoYamlIsToldWithoutTalkOfExpressions(String yaml, String problem) {
    assertThatThrownBy(() -> definition(yaml.replace("\\n", "\n").replace("\\t", "\t")))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("must be quoted");
  }

  @Test
  void anExampleThatDoesNotHoldIsAMistakeWithItsLine() {
    String examples =
        """
        examples:
          requests:
            - { content: { text: hi }, json: { text: ho } }
          answers:
            - { body: { errcode: 0 }, is: busy }
            - { body: { errcode: 9 }, is: busy, after: 5s }
        """;

    assertThatThrownBy(() -> definition(HEAD + REQUEST + ANSWER + examples))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(
            """
            own.yaml:14: examples.requests[0]: json.text is "hi", and the example says "ho"
            own.yaml:16: examples.answers[0]: means accepted, and the example says “busy”
            own.yaml:17: examples.answers[1]: waits null, and the example says 5 s\
            """
                .replace("waits null", "waits as long as is usual"));
    assertThatCode(() ->
            definition(
                HEAD
                    + REQUEST
                    + ANSWER
                    + examples
                        .replace("ho }", "hi }")
                        .replace("errcode: 0 }, is: busy", "errcode: 0 }, is: accepted")
                        .replace(", after: 5s", "")))
        .doesNotThrowAnyException();
  }
}
