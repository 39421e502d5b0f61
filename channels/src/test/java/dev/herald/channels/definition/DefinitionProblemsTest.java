package dev.herald.channels.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.reason.Chinese;
import dev.herald.channels.reason.ReasonWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A definition is written by people: what is wrong with it must be easy to find and to mend. */
class DefinitionProblemsTest {
  private static final String GOOD =
      """
      connector: own-chat
      channel: chat
      label: { en: Own chat }
      destination: user
      contents: [text]
      source:
        token: { secret: true, required: true }
        host: { fallback: chat.example.com, pattern: "[a-z.]+" }
      caps: [20 per minute]
      request:
        post: https://${source.host}/send
        headers:
          Authorization: Bearer ${source.token}
        json:
          to: ${destination}
          text: ${content.text}
      answer:
        accepted: ${status == 200}
        code: ${body.code}
        errors:
          - { code: 7, class: throttled, retryAfter: 60s }
      ambiguous: hold
      """;

  @Test
  void theExampleItselfIsGood() throws DefinitionException {
    assertThat(Definition.read("own.yaml", GOOD).description().name()).isEqualTo("own-chat");
  }

  @Test
  void theExampleInTheDocumentsIsGood() throws Exception {
    String page = Files.readString(Path.of("../docs/add-a-channel.md"));
    int start = page.indexOf("connector: tiger");
    String example = page.substring(start, page.indexOf("```", start));

    assertThat(Definition.read("add-a-channel.md", example).description().caps()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          connector: own-chat   | connector: Own Chat    | own.yaml:1: connector: must be lower case letters, digits and hyphens
          channel: chat         | channel: Chat          | own.yaml:2: channel: must be lower case letters, digits and hyphens
          destination: user     | destination: usr       | own.yaml:4: destination: “usr” is not known here; did you mean “user”?
          contents: [text]      | contents: [txt]        | own.yaml:5: contents: “txt” is not known here; did you mean “text”?
          secret: true,         | secret: yes,           | own.yaml:7: source.token.secret: must be true or false
          pattern: "[a-z.]+"    | pattern: "[a-z"        | own.yaml:8: source.host.pattern: has a [ that is not closed at character 1; write ] after it
          pattern: "[a-z.]+"    | pattern: "[0-9]+"      | own.yaml:8: source.host.fallback: does not match the field’s own pattern
          20 per minute         | 20/min                 | own.yaml:9: caps: “20/min” is no rate cap; write it like “20 per minute” (second, minute, hour, day)
          channel: chat         | channel: data          | own.yaml:2: channel: is “data”, which means something else in “to” of a message; take another name
          channel: chat         | channel: recipient     | own.yaml:2: channel: is “recipient”, which means something else in “to” of a message; take another name
          channel: chat         | channel: locale        | own.yaml:2: channel: is “locale”, which means something else in “to” of a message; take another name
          channel: chat         | channel: phone         | own.yaml:2: channel: is “phone”, which means something else in “to” of a message; take another name
          channel: chat         | channel: email         | own.yaml:2: channel: is “email”, which means something else in “to” of a message; take another name
          channel: chat         | channel: url           | own.yaml:2: channel: is “url”, which means something else in “to” of a message; take another name
          https://${source.host}/send | https://chat.example.com/s end | own.yaml:11: request.post: has characters that a URL can’t have as they are
          https://${source.host}/send | ftp://chat.example.com/send | own.yaml:11: request.post: does not begin with https:// or http://
          https://${source.host}/send | ftp://${source.host}/send | own.yaml:11: request.post: does not begin with https:// or http://
          https://${source.host}/send | https://${source.host}/s end | own.yaml:11: request.post: has characters that a URL can’t have as they are
          https://${source.host}/send | chat.example.com/send  | own.yaml:11: request.post: does not begin with https:// or http://
          Authorization:        | Author ization:        | own.yaml:13: request.headers.Author ization: is no header’s name; write letters, digits and hyphens
          Authorization:        | content-length:        | own.yaml:13: request.headers.content-length: follows from the address and the body; take it out
          Authorization:        | Transfer-Encoding:     | own.yaml:13: request.headers.Transfer-Encoding: follows from the address and the body; take it out
          Authorization:        | Host:                  | own.yaml:13: request.headers.Host: follows from the address and the body; take it out
          post: https           | poost: https           | own.yaml:11: request.poost: is not known here; did you mean “post”?
          Bearer ${source.token | Bearer ${source.tokn   | own.yaml:13: request.headers.Authorization: “source” has no “tokn”; did you mean “token”?
          ${content.text}       | ${content.test}        | own.yaml:16: request.json.text: “content” has no “test”; did you mean “text”?
          ${content.text}       | ${content.text         | own.yaml:16: request.json.text: an expression starts with ${ and has no closing }
          ${content.text}       | ${body.text}           | own.yaml:16: request.json.text: “body” is not known here; write one of content, destination, message, now, source
          ${content.text}       | ${md5(content.text)}   | own.yaml:16: request.json.text: it makes bytes; make text of them with base64(…) or hex(…)
          ${status == 200}      | ${status = 200}        | own.yaml:18: answer.accepted: a single = says nothing here; compare with == (at character 8 of the expression)
          ${status == 200}      | "${body.matches('((a{1000}){1000}){100}')}" | own.yaml:18: answer.accepted: the pattern of matches becomes too large, with its repeats written out: at most 4,000 steps; write fewer or smaller repeats
          ${status == 200}      | status == 200          | own.yaml:18: answer.accepted: must be one expression: "${…}"
          class: throttled      | class: throtled        | own.yaml:21: answer.errors[0].class: “throtled” is not known here; did you mean “throttled”?
          60s                   | 1 minute               | own.yaml:21: answer.errors[0].retryAfter: “1 minute” is no duration; write it like 60s, 10m, 1h or 1d
          60s                   | 999999d                | own.yaml:21: answer.errors[0].retryAfter: “999999d” is longer than a day; write at most 1d
          60s                   | 25h                    | own.yaml:21: answer.errors[0].retryAfter: “25h” is longer than a day; write at most 1d
          code: 7,              | status: 9xx,           | own.yaml:21: answer.errors[0].status: “9xx” is no status; write 410 or 5xx
          { code: 7, class      | { class                | own.yaml:21: answer.errors[0]: fits everything; say which with status, code or when
          code: ${body.code}    | id: ${body.code}       | own.yaml:21: answer.errors[0].code: needs answer.code, the expression that codes are compared with
          ambiguous: hold       | ambigous: hold         | own.yaml:22: ambigous: is not known here; did you mean “ambiguous”?
          ambiguous: hold       | channel: chat          | own.yaml:22: channel: stands here twice; keep one
          """)
  void aMistakeIsNamedWithItsLineFieldAndMend(String good, String bad, String problem) {
    assertThat(problems(GOOD.replace(good, bad))).contains(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${source.host}/send",
        "${source.host}://chat.example.com",
        "https://${source.host}:${source.token}/send",
        "http://hooks.${source.host}:8080?to=${destination}",
        "https://chat.example.com/中文/${destination}",
        "${destination}"
      })
  void anAddressThatSomeValuesMakeIsTaken(String address) throws DefinitionException {
    String yaml = GOOD.replace("https://${source.host}/send", address);

    assertThat(Definition.read("own.yaml", yaml).description().name()).isEqualTo("own-chat");
  }

  @Test
  void aChannelMayBeNamedByTheKindOfItsAddresses() throws DefinitionException {
    String yaml =
        GOOD.replace("channel: chat", "channel: phone")
            .replace("destination: user", "destination: phone");

    assertThat(Definition.read("own.yaml", yaml).description().channel().name()).isEqualTo("phone");
  }

  @Test
  void moreCapsThanAnybodyNeedsAreRefused() {
    String caps = "20 per minute, ".repeat(5_000) + "20 per minute";

    assertThat(problems(GOOD.replace("20 per minute", caps)))
        .contains("own.yaml:9: caps: has more than 10; keep the tightest");
  }

  @Test
  void everyMistakeIsToldAtOnce() {
    String bad =
        GOOD.replace("destination: user", "destination: usr")
            .replace("${content.text}", "${content.test}")
            .replace("class: throttled", "class: slow");

    assertThat(problems(bad)).hasSize(3);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(problems("connector: own-chat"))
        .contains(
            "own.yaml:1: lacks “channel”; write for example channel: dingtalk",
            "own.yaml:1: lacks “contents”; write for example contents: [text, markdown]",
            "own.yaml:1: lacks “request”",
            "own.yaml:1: lacks “answer”");
  }

  @Test
  void anExpressionThatYamlCanNotReadIsExplained() {
    String bad = GOOD.replace("${status == 200}", "${true ? true : false}");

    assertThat(problems(bad))
        .singleElement()
        .asString()
        .startsWith("own.yaml:18: is no YAML: ")
        .endsWith("an expression that has “: ” or stands in { } must be quoted");
  }

  @Test
  void whatIsNestedWithoutEndIsToldWithItsLine() {
    assertThat(problems("connector: own-chat\nrequest: " + "[".repeat(50_000)))
        .containsExactly("own.yaml:2: is nested deeper than 60 levels");
  }

  @ParameterizedTest
  @CsvSource({"`   `", "just text", "[a list]"})
  void whatIsNoDefinitionIsRefused(String yaml) {
    assertThat(problems(yaml)).isNotEmpty();
  }

  private static List<String> problems(String yaml) {
    DefinitionException e =
        catchThrowableOfType(DefinitionException.class, () -> Definition.read("own.yaml", yaml));
    assertThat(e).as("the definition is refused").isNotNull();
    e.problems()
        .forEach(problem -> Chinese.requireNoEnglish(ReasonWords.CHINESE.of(problem.reason())));
    return e.problems().stream().map(DefinitionException.Problem::toString).toList();
  }
}
