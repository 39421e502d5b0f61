package dev.herald.channels.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.herald.channel.Source;
import dev.herald.channel.receipt.Callback;
import dev.herald.channel.receipt.Heard;
import dev.herald.channel.receipt.Report;
import dev.herald.channels.definition.receipt.DefinedReceipts;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.reason.Chinese;
import dev.herald.channels.reason.ReasonWords;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code receipts:} says, of calls that no stand-in makes. */
class ReceiptsTest {
  private static final String HEAD =
      """
      connector: own
      channel: own
      destination: user
      contents: [text]
      source: { token: { secret: true } }
      request: { post: https://own.example/, json: { to: "${destination}" } }
      answer: { success: 200 }
      ambiguous: hold
      """;
  private static final String NESTED =
      """
      receipts:
        verify: secret
        challenge: { when: "${query.token == source.token}", text: "${query.echo}" }
        each: entry.changes
        id: ${each.id}
        message: ${each.ref}
        state: ${each.state}
        states: { sent: [took, "took-*"], delivered: "true", undelivered: 7 }
        code: ${each.why}
        reason: ${each.words}
        replies: { each: entry.said, from: "${each.from}", text: "${each.text}" }
        answer: { json: { code: 0 } }
      dead: ["GONE*"]
      """;

  private static DefinedReceipts receipts(String section) {
    try {
      Definition definition = Definition.read("own.yaml", HEAD + section);
      return new DefinedReceipts(
          definition.description(),
          Objects.requireNonNull(definition.protocol().receipts()),
          definition.protocol()::isDead,
          Map.of(),
          Clock.systemUTC());
    } catch (DefinitionException wrong) {
      throw new AssertionError(wrong);
    }
  }

  private static final Source SOURCE =
      new Source(UUID.randomUUID(), "own", "own", Map.of("token", "the secret token"));

  private static Heard hear(String section, String method, Map<String, String> query, String body) {
    return receipts(section)
        .hear(
            SOURCE,
            new Callback(
                method,
                "https://herald.example/receipts/own",
                query,
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Report> reports(String section, String body) {
    return hear(section, "POST", Map.of(), body) instanceof Heard.Understood understood
        ? understood.reports()
        : List.of();
  }

  @Test
  void everyEventOfEveryListOnTheWayIsOne() {
    UUID ref = UUID.randomUUID();
    String body =
        """
        {"entry": [
          {"changes": [{"id": 9007199254740993, "state": true},
                       {"id": "b", "state": 7, "why": "GONE-1", "words": "the secret token"}]},
          {"changes": {"ref": "%s", "state": "took-2"}},
          {"said": [{"from": "zhang", "text": "TD"}, {"from": "", "text": "?"}]},
          {"changes": [{"id": "c", "state": "another"}, {"state": "true"}, 5, null]}]}
        """
            .formatted(ref);

    assertThat(reports(NESTED, body))
        .containsExactly(
            new Report.Progress(
                "9007199254740993", null, null, Report.State.DELIVERED, null, null, false),
            new Report.Progress(
                "b", null, null, Report.State.UNDELIVERED, "GONE-1", "(secret)", true),
            new Report.Progress(null, ref, null, Report.State.SENT, null, null, false),
            new Report.Reply(null, "zhang", "TD", null));
  }

  @Test
  void aBodyOfXmlIsReadWithoutEntities() {
    String section =
        """
        receipts:
          verify: secret
          id: ${each.MsgID}
          state: ${each.Status}
          states: { delivered: success }
        """;
    assertThat(reports(section, "<xml><MsgID>1</MsgID><Status><![CDATA[success]]></Status></xml>"))
        .singleElement()
        .satisfies(report -> assertThat(((Report.Progress) report).providerId()).isEqualTo("1"));
    String hostile =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><MsgID>&e;</MsgID>"
            + "<Status>success</Status></xml>";
    assertThat(reports(section, hostile)).isEmpty();
    assertThat(hear(section, "POST", Map.of(), "rubbish")).isInstanceOf(Heard.Unreadable.class);
  }

  @Test
  void aQuestionIsAnsweredOnlyToWhomItIsFrom() {
    Map<String, String> right = Map.of("token", "the secret token", "echo", "42");
    assertThat(hear(NESTED, "GET", right, ""))
        .isInstanceOfSatisfying(
            Heard.Understood.class,
            understood -> assertThat(understood.answer().body()).isEqualTo("42"));
    assertThat(hear(NESTED, "GET", Map.of("token", "wrong", "echo", "42"), ""))
        .isInstanceOf(Heard.Unproven.class);
    assertThat(hear(NESTED, "GET", Map.of(), "")).isInstanceOf(Heard.Unproven.class);
  }

  @Test
  void theAnswerIsWhatTheProviderWantsToHear() {
    assertThat(hear(NESTED, "POST", Map.of(), "{}"))
        .isInstanceOfSatisfying(
            Heard.Understood.class,
            understood -> assertThat(understood.answer().body()).isEqualTo("{\"code\":0}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          { state: "${each.s}", id: "${each.i}", states: { sent: a } }                     | lacks “verify”
          { verify: open, state: "${each.s}", id: "${each.i}", states: { sent: a } }       | must be “secret”
          { verify: secret, state: "${each.s}", states: { sent: a } }                      | lacks “id”
          { verify: secret, state: "${each.s}", id: "${each.i}" }                          | lacks “states”
          { verify: secret, state: "${each.s}", id: "${each.i}", states: { delivred: a } } | did you mean “delivered”?
          { verify: secret, id: "${each.i}" }                                              | lacks “state”
          { verify: secret, each: "a..b", state: "${each.s}", id: "${each.i}", states: { sent: a } } | is no path
          { verify: { given: "${query.s}" }, state: "${each.s}", id: "${each.i}", states: { sent: a } } | lacks “made”
          { verify: { given: "${query.s}", made: "${each.s}" }, replies: { from: "${each.f}", text: "${each.t}" } } | “each” is not known here
          """)
  void aMistakeIsNamed(String section, String problem) {
    DefinitionException wrong =
        catchThrowableOfType(
            DefinitionException.class,
            () -> Definition.read("own.yaml", HEAD + "receipts: " + section));
    assertThat(wrong).hasMessageContaining(problem);
    assertThat(wrong.problems())
        .allSatisfy(each -> Chinese.requireNoEnglish(ReasonWords.CHINESE.of(each.reason())));
  }
}
