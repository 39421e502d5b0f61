package dev.herald.channels.definition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Content;
import dev.herald.channel.Content.Payload;
import dev.herald.channel.Content.Text;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.Rejection;
import dev.herald.channel.RequestPreview;
import dev.herald.channel.SendResult;
import dev.herald.channel.mask.Mask;
import dev.herald.channels.definition.answer.Answer;
import dev.herald.channels.definition.request.Host;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.definition.value.Words;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.http.HttpAnswer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request looks like to people: all of it but what is made of a secret. */
class PreviewTest {
  private static final String SECRET = "Tr0ub4dor&3/x=y+zzzz";
  private static final String OWN =
      """
      connector: own
      channel: chat
      destination: user
      contents: [text]
      source:
        id: { fallback: acme }
        secret: { secret: true, required: true@more }
      request:
        post: https://chat.example.com/send
      @request
      answer:
        accepted: ${body.code == 0}
        id: ${source.secret.lowerAscii() + body.id}
        code: ${body.code + source.secret.substring(1)}
        reason: ${source.secret.upperAscii()}
        errors:
          - { code: "x*", class: template }
      ambiguous: resend
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base64(urlEncode(source.id) + ':' + urlEncode(source.secret))",
        "source.secret",
        "source.secret.upperAscii()",
        "source.secret.lowerAscii()",
        "source.secret.substring(2)",
        "source.secret.substring(0, 3)",
        "base64(base64(base64(source.secret)))",
        "hex(base64(source.secret))",
        "hex(hmacSha256(source.secret, content.text))",
        "source.secret.replace('0', 'o')",
        "source.secret.split('').join('.')"
      })
  void nothingMadeOfASecretIsShown(String expression) {
    String preview =
        preview("  headers: { Authorization: \"Basic ${%s}\" }".formatted(expression), SECRET);

    assertThat(preview)
        .isEqualTo("POST https://chat.example.com/send\nAuthorization: Basic (secret)\n");
  }

  @Test
  void aSecretIsMaskedWhereverItStandsAndNothingElseIs() {
    String preview =
        preview(
            """
              query: { v: "2", key: "${source.secret}", id: "${source.id}" }
              json: { text: "${content.text}", sign: "${base64(md5(source.secret))}", n: 1 }
            """,
            SECRET);

    assertThat(preview)
        .isEqualTo(
            """
            POST https://chat.example.com/send?v=2&key=(secret)&id=acme
            Content-Type: application/json; charset=utf-8

            {"text":"hi, a1","sign":"(secret)","n":1}\
            """);
  }

  @Test
  void aFormAndATextKeepWhatIsNotSecret() {
    assertThat(preview("  form: { a: x, key: \"${source.secret}\", b: y }", SECRET))
        .endsWith("\n\na=x&key=(secret)&b=y");
    assertThat(preview("  text: <p>${source.secret}</p><m>${content.text}</m>", SECRET))
        .endsWith("\n\n<p>(secret)</p><m>hi, a1</m>");
  }

  @Test
  void aShortSecretHidesNoOtherPartThatReadsLikeItsStandIn() {
    assertThat(preview("  headers: { X-Key: \"${source.secret} a1b2c3\" }", "7"))
        .contains("X-Key: (secret) a1b2c3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-_-", "...=", "密码密码"})
  void aSecretOfMarksOrOfAnotherScriptIsNotShown(String secret) {
    assertThat(preview("  headers: { X-Key: \"${urlEncode(source.secret)}\" }", secret))
        .contains("X-Key: (secret)");
  }

  @Test
  void aKeyInBase64CanBeDecodedAsTheStandIn() {
    assertThat(
            preview(
                "  headers: { X-Key: \"v1,${hex(hmacSha256(base64Decode(source.secret), 'a'))}\" }",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwYQ=="))
        .contains("X-Key: v1,(secret)");
  }

  @Test
  void twoKeysOfAWebhookAreSignedWithAsStandIns() {
    Definition webhook = BuiltIn.definition("webhook");
    String preview =
        preview(
            webhook,
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
            new Payload("a.b", "{\"n\":1}"),
            new Destination(Destination.Kind.URL, "https://receiver.example/hook?x=1"));

    assertThat(preview)
        .startsWith("POST https://receiver.example/hook?x=1\n")
        .contains("webhook-signature: v1,(secret) v1,(secret)\n", "\"data\":{\"n\":1}");
  }

  @ParameterizedTest
  @CsvSource({"SEC.+, true", "SEC[a-z]*, true", "(SEC)?.+, false", "SEC.+|x, false"})
  void aPrefixThatThePatternFixesIsTheStandInsToo(String pattern, boolean fixed) {
    String header = "  headers: { X-Is: \"${source.secret.startsWith('SEC') ? 'yes' : 'no'}\" }";
    Definition definition = definition(header, ", pattern: '%s'".formatted(pattern));

    assertThat(preview(definition, "SECabc", new Text("hi"), SOMEONE))
        .contains("X-Is: " + (fixed ? "yes" : "no"));
    assertThat(preview(definition, "other1", new Text("hi"), SOMEONE))
        .as("it tells nothing of the secret")
        .contains("X-Is: " + (fixed ? "yes" : "no"));
  }

  @Test
  void whatAnAnswerSaysShowsNothingMadeOfASecretAndIsJudgedAllTheSame() {
    Definition definition = definition("  json: { text: hi }", "");
    Message message =
        BuiltIn.message(definition, Map.of("secret", SECRET), new Text("hi"), SOMEONE);
    HttpAnswer http =
        new HttpAnswer(200, Map.of(), "{\"code\":\"x\",\"id\":\"7\"}".getBytes(UTF_8), false);
    Scope scope = Words.of(message, message.source().settings(), BuiltIn.NOW);

    SendResult result =
        definition
            .protocol()
            .answer()
            .judge(
                Answer.of(http, scope, Mask.of(definition.description(), message)),
                Host.PROVIDER,
                1,
                BuiltIn.NOW);

    assertThat(result).isInstanceOf(SendResult.Rejected.class);
    assertThat(((SendResult.Rejected) result).rejection()).isEqualTo(Rejection.TEMPLATE);
    assertThat(((SendResult.Rejected) result).reason().parameters())
        .containsEntry("code", "(secret)")
        .containsEntry("text", "(secret)");
    assertThat(result.exchange().providerId()).isEqualTo("(secret)");
  }

  @Test
  void whatCannotBeMadeWithAStandInIsNotShown() {
    String header = "  headers: { X-Key: \"${source.secret.split('&')[1]}\" }";

    assertThat(preview(header, SECRET))
        .startsWith("None[")
        .contains("withStandIns=true")
        .doesNotContain("3/x");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noExpressionShowsASecret(long seed) {
    Random random = new Random(seed);
    String secret = secret(random);
    String expression = "source.secret";
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      expression = WRAPPED.get(random.nextInt(WRAPPED.size())).formatted(expression);
    }

    String preview = preview("  headers: { X-Key: \"k ${%s} z\" }".formatted(expression), secret);

    assertThat(preview)
        .as("seed %d: %s of %s", seed, expression, secret)
        .containsPattern("X-Key: k (\\(secret\\)|[-+/=_.])+ z\n");
    assertThat(preview.toLowerCase(Locale.ROOT))
        .doesNotContain(secret.substring(4).toLowerCase(Locale.ROOT));
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static final List<String> WRAPPED =
      List.of(
          "base64(%s)",
          "hex(%s)",
          "urlEncode(%s)",
          "(%s).upperAscii()",
          "(%s).lowerAscii()",
          "(%s).substring(1)",
          "(%s).replace('a', 'b')",
          "base64(source.id + ':' + %s)",
          "hex(sha256(%s))",
          "(%s).split('').join('-')");

  private static final Destination SOMEONE = new Destination(Destination.Kind.USER, "someone");

  private static String secret(Random random) {
    String letters = "abcXYZ0189+/=_-.&%";
    StringBuilder secret = new StringBuilder("q7W");
    for (int i = 0; i < 8 + random.nextInt(30); i++) {
      secret.append(letters.charAt(random.nextInt(letters.length())));
    }
    return secret.append("k4").toString();
  }

  private static String preview(String request, String secret) {
    return preview(definition(request, ""), secret, new Text("hi, a1"), SOMEONE);
  }

  private static String preview(
      Definition definition, String secret, Content content, Destination destination) {
    Message message = BuiltIn.message(definition, Map.of("secret", secret), content, destination);
    return switch (new Preview(definition, DefinedConnector.fallbacks(definition.description()))
        .of(message, BuiltIn.NOW)) {
      case RequestPreview.Shown(String text) -> text;
      case RequestPreview.None none -> none.toString();
    };
  }

  private static Definition definition(String request, String more) {
    String text = OWN.replace("@more", more).replace("@request\n", request + "\n");
    try {
      return Definition.read("own.yaml", text);
    } catch (DefinitionException e) {
      throw new AssertionError(e.problems().toString(), e);
    }
  }
}
