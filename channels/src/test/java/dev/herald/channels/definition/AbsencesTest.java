package dev.herald.channels.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.Content.Text;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.mask.Mask;
import dev.herald.channels.definition.answer.Answer;
import dev.herald.channels.definition.request.Host;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.definition.text.DefinitionException.Problem;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.definition.value.Words;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.http.HttpAnswer;
import dev.herald.channels.http.HttpCall;
import dev.herald.channels.reason.Chinese;
import dev.herald.channels.reason.ReasonWords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from what is not there, in requests and in answers. */
class AbsencesTest {
  private static final String OWN =
      """
      connector: own
      channel: chat
      destination: user
      contents: [text, markdown]
      source:
        token: { secret: true }
        team: { pattern: "[a-z]+" }
        host: { fallback: chat.example.com }
      request:
        post: https://${source.host}/send
      @
      answer:
        accepted: ${body.code == 0}
        code: ${body.code}
      ambiguous: resend
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  headers: { Authorization: \"Bearer ${source.token}\" }",
        "  headers: { Authorization: \"${'Bearer ' + source.token}\" }",
        "  headers: { Authorization: \"${base64('u:' + source.token)}\" }",
        "  headers: { X-Title: \"${content.title}\" }",
        "  query: { title: \"${content.title}\" }",
        "  text: ${content.title}",
        "  json: { title: \"${content.title}\" }",
        "  form: { title: \"${content.title}\", team: \"${source.team}\" }",
        "  auth: { standardWebhooks: { id: \"${message.id}\", secret: \"${source.token}\" } }",
        "  auth: { tc3: { id: a, key: \"${source.token}\", service: sms } }"
      })
  void noRequestIsMadeWithoutAPartThatMatters(String part) throws DefinitionException {
    Definition definition = definition(part);

    assertThatExceptionOfType(ExpressionFault.class).isThrownBy(() -> call(definition, Map.of()));
  }

  @Test
  void whatMayBeLeftOutIsLeftOut() throws DefinitionException {
    Definition definition =
        definition(
            """
              query: { team: "${source.team}", key: "${has(source.token) ? dyn('k') : null}" }
              headers: { X-Team: "${has(source.team) ? source.team : null}" }
              json: { text: "${content.text}", title: "${content.title}" }
            """);

    HttpCall none = call(definition, Map.of());
    HttpCall all = call(definition, Map.of("team", "hr", "token", "t"));

    assertThat(none.uri().toString()).isEqualTo("https://chat.example.com/send");
    assertThat(none.headers()).doesNotContainKey("X-Team");
    assertThat(new String(none.body(), StandardCharsets.UTF_8)).isEqualTo("{\"text\":\"hi\"}");
    assertThat(all.uri().getRawQuery()).isEqualTo("team=hr&key=k");
    assertThat(all.headers()).containsEntry("X-Team", "hr");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"cod\":0}", "{\"code\":null}", "<html>", "", "[1]", "{\"code\":0"})
  void aSuccessThatDoesNotTellIsHeldWhateverTheDefinitionSays(String body)
      throws DefinitionException {
    SendResult result = judged(definition("  json: { text: \"${content.text}\" }"), body);

    assertThat(result)
        .isInstanceOfSatisfying(
            Unknown.class, unknown -> assertThat(unknown.policy()).isEqualTo(AmbiguityPolicy.HOLD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ${body.code == source['tokn']}      | “source” has no “tokn”; did you mean “token”?
          ${body.at == now['hours']}          | “now” has no “hours”
          ${source.host.name == body.x}       | “source.host” is a value and has no “name”
          ${message.createdAt.hour == body.x} | “message.createdAt” has no “hour”
          ${headers['X-Code'] == '0'}         | the names of headers are in lower case: “x-code”
          ${status}                           | is neither true nor false
          ${"yes"}                            | is neither true nor false
          """)
  void aVerdictThatReadsWhatIsNeverThereIsAMistakeOfTheFile(String accepted, String told) {
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(() ->
            Definition.read(
                "own.yaml",
                OWN.replace("@", "")
                    .replace("${body.code == 0}", "'%s'".formatted(accepted.replace("'", "''")))))
        .withMessageContaining("own.yaml:13: answer.accepted: ")
        .withMessageContaining(told);
  }

  @Test
  void aVerdictThatReadsWhatMayBeAbsentIsTold() throws DefinitionException {
    assertThat(warnings(OWN.replace("@", "").replace("body.code == 0", "body.code == source.team")))
        .singleElement()
        .asString()
        .startsWith("own.yaml:13: answer.accepted: “source.team” may be absent");
    assertThat(
            warnings(
                OWN.replace("@", "")
                    .replace(
                        "${body.code == 0}", "${has(source.team) && body.code == source.team}")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          json: { t: "${content.html}" }                         | own.yaml:11: request.json.t: reads content.html, which is only in email; “contents” does not declare that here
          json: { t: "${content.kind == 'html' ? 1 : 2}" }       | own.yaml:11: request.json.t: compares content.kind with “html”, which “contents” does not declare
          json: { t: "${content.kind in ['text', 'card']}" }     | own.yaml:11: request.json.t: compares content.kind with “card”, which “contents” does not declare
          json: { t: , u: 1 }                                    | own.yaml:11: request.json.t: has no value and is left out; write one, or take the line out
          """)
  void whatIsSaidInVainIsTold(String part, String warning) throws DefinitionException {
    assertThat(warnings(OWN.replace("@", "  " + part))).containsExactly(warning);
  }

  @Test
  void whatOneOfTwoSectionsSaysInVainIsTold() throws DefinitionException {
    String byKind =
        OWN.replace(
                "contents: [text, markdown]",
                "contents:\n  text: { type: a, body: \"${content.markdown}\" }")
            .replace("@", "  json: { type: b }")
            .replace(
                "answer:", "answer:\n  errors: [{ code: 7, class: content, retryAfter: 60s }]");

    assertThat(warnings(byKind))
        .satisfiesExactly(
            body -> assertThat(body).contains(":5: contents.text.body: reads content.markdown"),
            type -> assertThat(type).contains(":5: contents.text.type: is ignored"),
            after -> assertThat(after).contains("errors[0].retryAfter: says nothing to class"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "headers: { A: [x] }",
        "headers: { Authorization }",
        "query: { key }",
        "text:",
        "auth: { tc3: { id: a, key: , service: sms } }",
        "query: { a: { b: c } }",
        "form: { a: [x] }",
        "json: { n: .nan }",
        "json: { <<: { a: 1 } }",
        "json: { a: !secret x }"
      })
  void whatNoRequestCanHaveIsAMistake(String part) {
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(() -> Definition.read("own.yaml", OWN.replace("@", "  " + part)))
        .withMessageContaining("own.yaml:11: ");
  }

  @Test
  void numbersAreSentAsTheyAreWritten() throws DefinitionException {
    Definition definition =
        definition("  json: { a: 99999999999999999999, b: 1.10, c: 12345678901234567.89 }");

    assertThat(new String(call(definition, Map.of()).body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":99999999999999999999,\"b\":1.10,\"c\":12345678901234567.89}");
  }

  @Test
  void theSettingsThatSayWhereItGoesAreKnown() throws DefinitionException {
    Definition definition =
        Definition.read(
            "own.yaml",
            OWN.replace("/send", "/${source.token}/send?team=${source.team}")
                .replace("@", "  json: { text: \"${content.text}\" }"));

    assertThat(definition.description().fields())
        .filteredOn(SourceField::target)
        .extracting(SourceField::name)
        .containsExactly("team", "host");
    assertThat(BuiltIn.definition("webhook").description().fields()).noneMatch(SourceField::target);
    assertThat(BuiltIn.definition("feishu-bot").description().fields())
        .filteredOn(SourceField::target)
        .extracting(SourceField::name)
        .containsExactly("host");
  }

  private static Definition definition(String part) throws DefinitionException {
    return Definition.read("own.yaml", OWN.replace("@", part));
  }

  private static List<String> warnings(String yaml) throws DefinitionException {
    List<Problem> warnings = Definition.read("own.yaml", yaml).warnings();
    warnings.forEach(each -> Chinese.requireNoEnglish(ReasonWords.CHINESE.of(each.reason())));
    return warnings.stream().map(Problem::toString).toList();
  }

  private static HttpCall call(Definition definition, Map<String, String> settings) {
    Message message = message(definition, settings);
    Map<String, String> complete =
        Words.settings(message.source(), DefinedConnector.fallbacks(definition.description()));
    return definition
        .protocol()
        .request()
        .call(
            message.id(),
            ContentKind.TEXT,
            definition.scope(message, complete, BuiltIn.NOW),
            BuiltIn.NOW);
  }

  private static SendResult judged(Definition definition, String body) {
    HttpAnswer http = new HttpAnswer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8), false);
    Mask mask = Mask.of(definition.description(), message(definition, Map.of()));
    return definition
        .protocol()
        .answer()
        .judge(Answer.of(http, Scope.of(Map.of()), mask), Host.PROVIDER, 1, BuiltIn.NOW);
  }

  private static Message message(Definition definition, Map<String, String> settings) {
    return BuiltIn.message(
        definition, settings, new Text("hi"), new Destination(Destination.Kind.USER, "someone"));
  }
}
