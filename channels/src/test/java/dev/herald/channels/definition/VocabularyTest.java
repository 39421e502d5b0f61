package dev.herald.channels.definition;

import static dev.herald.channels.definition.OwnChat.ANSWER;
import static dev.herald.channels.definition.OwnChat.HEAD;
import static dev.herald.channels.definition.OwnChat.REQUEST;
import static dev.herald.channels.definition.OwnChat.definition;
import static dev.herald.channels.definition.OwnChat.judged;
import static dev.herald.channels.definition.OwnChat.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.ConnectorDescription.BatchLimit;
import dev.herald.channel.ConnectorDescription.RecallLimit;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Mentions;
import dev.herald.channel.Message;
import dev.herald.channel.RateCap;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.http.HttpCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The short forms of a definition: what they mean, and what is said when they are wrong. */
class VocabularyTest {

  @Test
  void aNameStandsForItsValueEverywhere() throws DefinitionException {
    String let =
        """
        let:
          short: ${destination.substring(0, 4)}
          both: ${short + "/" + content.plain}
        """;
    String request =
        """
        request:
          post: https://chat.example.com/${short}
          json: { both: "${both}" }
        """;
    Definition definition = definition(HEAD + let + request + ANSWER);

    HttpCall call = call(definition, new Content.Text("hi"));

    assertThat(call.uri().getPath()).isEqualTo("/some");
    assertThat(body(call)).isEqualTo("{\"both\":\"some/hi\"}");
    assertThat(definition.protocol().request().memberReads())
        .extracting(Object::toString)
        .contains("destination", "content.plain");
  }

  @Test
  void whatReadsASecretByANameIsAsSecret() throws DefinitionException {
    String let = "let: { key: \"${'k' + source.token}\" }\n";
    String answer = "answer: { success: code, reason: \"${key}\", errors: { content: [1] } }\n";

    SendResult result =
        judged(
            definition(HEAD + let + REQUEST + answer + "ambiguous: hold\n"),
            200,
            "{\"code\":1}",
            Map.of());

    assertThat(BuiltIn.said(((Rejected) result).reason())).isEqualTo("1: (secret)");
  }

  @Test
  void theBodyOfAnyKindIsPlainAndParametersHaveNames() throws DefinitionException {
    String request =
        """
        request:
          post: https://chat.example.com/send
          json:
            text: ${content.plain}
            data: "${content.named.transformMap(name, value, {'value': value})}"
            code: ${content.named.code}
        """;
    Definition definition = definition(HEAD + request + ANSWER);

    assertThat(body(call(definition, new Content.Markdown("T", "**x**"))))
        .isEqualTo("{\"text\":\"**x**\"}");
    assertThat(body(call(definition, new Content.Link("T", "x", "https://a.example", null))))
        .isEqualTo("{\"text\":\"x\"}");
    assertThat(
            body(
                call(
                    definition,
                    new Content.ProviderTemplate("t", List.of("4711"), List.of("code"), null))))
        .isEqualTo("{\"data\":{\"code\":{\"value\":\"4711\"}},\"code\":\"4711\"}");
  }

  @Test
  void whomATextCallsOnIsPartOfIt() throws DefinitionException {
    String request =
        """
        request:
          post: https://chat.example.com/send
          json: { at: "${content.mentions.any ? dyn(content.mentions.mobiles) : null}", x: 1 }
        """;
    Definition definition = definition(HEAD + request + ANSWER);

    assertThat(body(call(definition, new Content.Text("hi")))).isEqualTo("{\"x\":1}");
    assertThat(
            body(
                call(
                    definition,
                    new Content.Text("hi", new Mentions(false, List.of("138"), List.of())))))
        .isEqualTo("{\"at\":[\"138\"],\"x\":1}");
  }

  @Test
  void whatIsIdempotentMayBeSentAgain() throws DefinitionException {
    Definition definition =
        definition(HEAD + REQUEST + "answer: { success: code }\nidempotent: key\n");

    assertThat(definition.description().ambiguity()).isEqualTo(AmbiguityPolicy.RESEND);
    assertThat(definition.description().idempotency()).isEqualTo("key");
  }

  @Test
  void aCapMayCountMessages() throws DefinitionException {
    Definition definition =
        definition(HEAD + "caps: [5000 messages per minute]\n" + REQUEST + ANSWER);

    assertThat(definition.description().caps())
        .containsExactly(new RateCap(5_000, Duration.ofMinutes(1), RateCap.Unit.MESSAGES))
        .first()
        .hasToString("5000 messages per minute");
  }

  @Test
  void aBatchSaysHowManyGoTogetherAndWhatIsEqualAmongThem() throws DefinitionException {
    Definition definition =
        definition(
            HEAD
                + """
                request:
                  post: https://chat.example.com/send
                  json: { to: "${destinations}", text: "${content.plain}", key: "${message.call}" }
                batch: { most: 3, by: [content, "${destination.startsWith('a')}"], when: "${destination != 'all'}" }
                recall:
                  within: 48h
                  request: { delete: "https://chat.example.com/${message.providerId}" }
                """
                + ANSWER);

    assertThat(definition.description().batch()).isEqualTo(new BatchLimit(3, null));
    assertThat(definition.description().recall()).isEqualTo(new RecallLimit(Duration.ofHours(48)));
    assertThat(key(definition, "anna", "hi")).isEqualTo(key(definition, "adam", "hi"));
    assertThat(key(definition, "anna", "hi"))
        .isNotEqualTo(key(definition, "anna", "ho"))
        .isNotEqualTo(key(definition, "berta", "hi"));
    assertThat(key(definition, "all", "hi")).as("goes alone").isNull();
  }

  private static @Nullable Object key(Definition definition, String to, String text) {
    Message message =
        BuiltIn.message(
            definition,
            Map.of("token", "s3cr3t-token"),
            new Content.Text(text),
            new Destination(Destination.Kind.USER, to));
    return Objects.requireNonNull(definition.protocol().batch())
        .key(
            message.content(), definition.scope(message, message.source().settings(), BuiltIn.NOW));
  }

  @Test
  void aCapMayBeOfSeveralSeconds() throws DefinitionException {
    Definition definition = definition(HEAD + "caps: [5 per 2 seconds]\n" + REQUEST + ANSWER);

    assertThat(definition.description().caps())
        .containsExactly(new RateCap(5, Duration.ofSeconds(2)))
        .first()
        .hasToString("5 per 2 seconds");
  }

  @Test
  void celsOwnExtensionsAreThere() throws DefinitionException {
    String request =
        """
        request:
          post: https://chat.example.com/send
          json:
            a: ${source.?id.orValue("none")}
            b: ${cel.bind(x, destination, x + x)}
        """;

    assertThat(body(call(definition(HEAD + request + ANSWER), new Content.Text("hi"))))
        .isEqualTo("{\"a\":\"none\",\"b\":\"somebodysomebody\"}");
  }

  private static HttpCall call(Definition definition, Content content) {
    Message message = message(definition, content);
    return definition
        .protocol()
        .request()
        .call(
            message.id(),
            ContentKind.of(content),
            definition.scope(message, message.source().settings(), BuiltIn.NOW),
            BuiltIn.NOW);
  }

  private static String body(HttpCall call) {
    return new String(Objects.requireNonNull(call.body()), UTF_8);
  }
}
