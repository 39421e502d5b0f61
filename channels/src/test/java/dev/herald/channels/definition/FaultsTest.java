package dev.herald.channels.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.channel.CallReason;
import dev.herald.channel.Content.Payload;
import dev.herald.channel.Content.Text;
import dev.herald.channel.Destination;
import dev.herald.channel.Fault;
import dev.herald.channel.Message;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.NotAccepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.TokenStore;
import dev.herald.channel.mask.Mask;
import dev.herald.channel.network.Egress;
import dev.herald.channels.definition.answer.Answer;
import dev.herald.channels.definition.request.Host;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.http.HttpAnswer;
import dev.herald.channels.http.HttpEgress;
import dev.herald.channels.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose fault a definition says it is. */
class FaultsTest {
  private static final Tokens TOKENS =
      new Tokens(TokenStore.inMemory(), Clock.systemUTC(), Duration.ofMinutes(1));

  private static final String CHAT =
      """
      connector: own-chat
      channel: chat
      destination: user
      contents: [text]
      source:
        key: { fallback: c2VjcmV0 }
      request:
        post: %s
        headers:
          X-Title: ${content.text}
        json: { to: %s, text: "${content.text}" }
      answer:
        accepted: ${body.code == 0}
        id: ${body.id}
        code: ${body.code}
        errors:
          - { code: 7, class: credentials, fault: destination }
          - { code: 8, class: busy, fault: content }
          - { code: 9, class: credentials }
      ambiguous: resend
      """;
  private static final String FIXED = "https://chat.example.com/send";

  private final HttpEgress http = new HttpEgress(new Egress.Direct(), Duration.ofSeconds(30));

  @AfterEach
  void close() {
    http.close();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {301, 400, 401, 402, 403, 404, 408, 410, 413, 418, 425, 429, 500, 502, 503, 504})
  void whateverAReceiverAnswersIsNotTheSources(int status) {
    NotAccepted result = (NotAccepted) judged(BuiltIn.definition("webhook"), status, "");

    assertThat(result.fault()).isIn(Fault.DESTINATION, Fault.CONTENT);
  }

  @ParameterizedTest
  @CsvSource({
    "401, '', SOURCE",
    "402, '', SOURCE",
    "429, '', SOURCE",
    "503, '', PROVIDER",
    "413, '', CONTENT",
    "200, '', PROVIDER",
    "200, '{\"code\":7}', DESTINATION",
    "200, '{\"code\":8}', CONTENT",
    "200, '{\"code\":9}', SOURCE",
    "200, '{\"code\":4242}', PROVIDER"
  })
  void aProviderAnswersForTheSourceUnlessARowKnowsBetter(int status, String body, Fault expected)
      throws DefinitionException {
    assertThat(((NotAccepted) judged(chat(FIXED, "x"), status, body)).fault()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "https://chat.example.com/send, PROVIDER",
    "https://${source.key}/to/${destination}, PROVIDER",
    "https://chat.example.com/${destination}/send, PROVIDER",
    "'https://chat.example.com?to=${destination}', PROVIDER",
    "${destination}, DESTINATION",
    "https://${destination}/send, DESTINATION",
    "https://hooks.${destination}.example.com/send, DESTINATION",
    "'${\"https://\" + destination}', DESTINATION"
  })
  void theHostIsTheDestinationsWhereItIsMadeOfIt(String url, Host expected)
      throws DefinitionException {
    assertThat(chat("\"%s\"".formatted(url.replace("\"", "\\\"")), "x").protocol().request().host())
        .isEqualTo(expected);
  }

  @Test
  void anExpressionThatFailsByOneAddressIsThatAddresssFault() throws DefinitionException {
    Definition definition = chat(FIXED, "\"${int(destination)}\"");

    assertThat(sent(definition, "bad", "text"))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.fault()).isEqualTo(Fault.DESTINATION);
              assertThat(rejected.rejection()).isEqualTo(Rejection.RECIPIENT);
              assertThat(rejected.reason())
                  .isEqualTo(new CallReason.ExpressionFailed("int(destination)", "destination"));
            });
  }

  @ParameterizedTest
  @CsvSource({"a|b", "a b", "a^b", "a%b", "a/b", "x@y", "a?b"})
  void anAddressThatMakesNoHostIsThatAddresssFault(String address) throws DefinitionException {
    Definition definition = chat("https://${destination}/in", "x");

    assertThat(sent(definition, address, "text"))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.fault()).isEqualTo(Fault.DESTINATION));
  }

  @Test
  void aHeaderThatBreaksByOneContentIsThatContentsFault() throws DefinitionException {
    assertThat(sent(chat(FIXED, "x"), "someone", "two\nlines"))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.fault()).isEqualTo(Fault.CONTENT);
              assertThat(rejected.rejection()).isEqualTo(Rejection.CONTENT);
            });
  }

  @Test
  void whatAPersonCanMendAtTheSourceIsTriedAgain() throws DefinitionException {
    Definition mixed =
        chat(FIXED, "\"${base64(hmacSha256(base64Decode(source.key), destination))}\"");

    assertThat(sent(mixed, Map.of("key", "!"), "someone", "text"))
        .isInstanceOfSatisfying(
            Retryable.class,
            retryable -> assertThat(retryable.fault()).isEqualTo(Fault.DESTINATION));
  }

  @Test
  void whatReadsTheSourceAloneIsTheSourcesFault() throws DefinitionException {
    Definition ofTheSource = chat(FIXED, "\"${base64(base64Decode(source.key))}\"");

    assertThat(sent(ofTheSource, Map.of("key", "!"), "someone", "text"))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.fault()).isEqualTo(Fault.SOURCE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:1/in", "https://127.0.0.1:99999/in", "https://no.invalid/in"})
  void aReceiverThatCannotBeReachedAnswersForItself(String url) {
    Definition webhook = BuiltIn.definition("webhook");
    Message message =
        BuiltIn.message(
            webhook,
            Map.of("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "allowPrivate", "true"),
            new Payload("t", "{}"),
            new Destination(Destination.Kind.URL, url));

    SendResult result =
        new DefinedConnector(webhook, http, TOKENS, Clock.systemUTC()).send(message);

    assertThat(((NotAccepted) result).fault()).isEqualTo(Fault.DESTINATION);
  }

  @Test
  void theIdIsKeptWhateverElseTheAnswerSays() throws DefinitionException {
    Definition definition = chat(FIXED, "x");

    SendResult unclear = judged(definition, 200, "{\"id\":\"p-1\"}");
    assertThat(unclear).isInstanceOf(Unknown.class);
    assertThat(unclear.exchange().providerId()).isEqualTo("p-1");
    assertThat(judged(definition, 503, "{\"id\":\"p-2\"}").exchange().providerId())
        .isEqualTo("p-2");
  }

  @Test
  void aWordThatIsNoFaultIsToldWithTheRightOne() {
    assertThatThrownBy(() ->
            Definition.read(
                "own.yaml",
                CHAT.formatted(FIXED, "x").replace("fault: content", "fault: contents")))
        .isInstanceOfSatisfying(
            DefinitionException.class,
            e -> assertThat(e.getMessage()).contains("contents", "did you mean “content”?"));
  }

  private static Definition chat(String url, String to) throws DefinitionException {
    return Definition.read("own.yaml", CHAT.formatted(url, to));
  }

  private SendResult sent(Definition definition, String to, String text) {
    return sent(definition, Map.of(), to, text);
  }

  private SendResult sent(
      Definition definition, Map<String, String> settings, String to, String text) {
    Destination destination = new Destination(Destination.Kind.USER, to);
    Message message = BuiltIn.message(definition, settings, new Text(text), destination);
    return new DefinedConnector(definition, http, TOKENS, Clock.systemUTC()).send(message);
  }

  private static SendResult judged(Definition definition, int status, String body) {
    HttpAnswer http =
        new HttpAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8), false);
    Message message = BuiltIn.message(definition, Map.of(), new Text("t"), Destination.NONE);
    Mask mask = Mask.of(definition.description(), message);
    Host host = definition.protocol().request().host();
    Answer answer = Answer.of(http, Scope.of(Map.of()), mask);
    return definition.protocol().answer().judge(answer, host, 1, BuiltIn.NOW);
  }
}
