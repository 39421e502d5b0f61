package dev.herald.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.channel.Mentions;
import dev.herald.channel.Reason;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.Language;
import dev.herald.server.reason.TemplateFault;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.reason.Wording;
import dev.herald.server.schema.Json;
import dev.herald.server.schema.VariableSchema;
import dev.herald.server.template.language.CompiledTemplate;
import dev.herald.server.template.language.Filling;
import dev.herald.server.template.language.TemplateBody;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class RendererTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final VariableSchema SCHEMA =
      VariableSchema.of(
          Json.of(
              """
              type: object
              properties:
                name: {type: string}
                amount: {type: number, x-format: money, x-currency: USD}
                vestsAt: {type: string, format: date-time}
                link: {type: string, format: uri}
                code: {type: string, x-secret: true}
                big: {type: array, items: {type: integer}}
                grants: {type: array, items: {type: object, properties: {id: {type: integer}}}}
              """));

  private final Renderer renderer = new Renderer();

  @Test
  void rendersAnEmailWithEachPartEscapedForItself() {
    TemplateBody body =
        body(
            Channel.EMAIL,
            """
            subject: "{{name}}: {{amount}}"
            html: "<a href=\\"{{link}}\\">{{name}}</a> {{vestsAt}}"
            text: "{{name}} {{vestsAt}}"
            """);
    String data =
        """
        {name: "<Li>\\nBcc: x", amount: 1234.5, vestsAt: "2026-11-21T01:05:00Z",
         link: "https://a.cn/?a=1&b=2"}
        """;

    assertThat(rendered(body, data, Locale.SIMPLIFIED_CHINESE))
        .isEqualTo(
            new Content.Email(
                "<Li> Bcc: x: US$1,234.50",
                "<a href=\"https://a.cn/?a=1&amp;b=2\">&lt;Li&gt;\nBcc: x</a> 2026年11月21日 09:05",
                "<Li>\nBcc: x 2026年11月21日 09:05"));
  }

  @Test
  void rendersMarkdownWithoutForgedMentions() {
    TemplateBody body =
        body(Channel.WECOM, "{title: 'To {{name}}', markdown: '**{{name}}** [open]({{link}})'}");

    assertThat(rendered(body, "{name: '<@all>**', link: 'https://a.cn/x)y'}", Locale.US))
        .isEqualTo(new Content.Markdown("To <@all>**", "**＜@all＞＊＊** [open](https://a.cn/x%29y)"));
  }

  @Test
  void callsOnWhomTheTemplateSaysAndNobodyElse() {
    TemplateBody body =
        body(
            Channel.WECOM,
            "{text: 'Hi', mentions: {mobiles: ['13800001111', '{{name}}'], users: ['{{link}}']}}");

    assertThat(rendered(body, "{name: 'li.na', link: 'x><@all'}", Locale.US))
        .isEqualTo(
            new Content.Text(
                "Hi", new Mentions(false, List.of("13800001111", "li.na"), List.of())));
  }

  @Test
  void fillsALinkAndAProvidersTemplateByName() {
    TemplateBody link =
        body(Channel.DINGTALK, "{title: T, text: 'Hi {{name}}', url: 'https://a.cn/{{name}}'}");
    TemplateBody template = body(Channel.SMS, "{template: S1, params: {code: '{{name}}'}}");

    assertThat(rendered(link, "{name: Li}", Locale.US))
        .isEqualTo(new Content.Link("T", "Hi Li", "https://a.cn/Li", null));
    assertThat(rendered(template, "{name: Li}", Locale.US))
        .isEqualTo(new Content.ProviderTemplate("S1", List.of("Li"), List.of("code"), null));
  }

  @Test
  void fillsAProvidersTemplate() {
    TemplateBody body =
        body(
            Channel.SMS,
            "{template: '2433053', params: ['{{name}}', '{{amount}}'], preview: 'Hi {{name}}'}");

    assertThat(rendered(body, "{name: \"Li\\nNa\", amount: 5}", Locale.US))
        .isEqualTo(new Content.ProviderTemplate("2433053", List.of("Li Na", "$5.00"), "Hi Li\nNa"));
  }

  @Test
  void copiesJsonValuesIntoAPayloadAndWritesTexts() {
    TemplateBody body =
        body(
            Channel.WEBHOOK,
            """
            type: grant.vested
            json:
              amount: "{{amount}}"
              shown: "You get {{amount}}"
              grants: "{{grants}}"
              missing: "{{link}}"
              all: ["{{name}}", 1, null]
            """);

    Content content =
        rendered(body, "{name: 'a\",\"admin\":true', amount: 5.5, grants: [{id: 7}]}", Locale.US);

    assertThat(content)
        .isInstanceOfSatisfying(
            Content.Payload.class,
            payload ->
                assertThat(Json.of(payload.json()))
                    .isEqualTo(
                        Json.of(
                            """
                            amount: 5.5
                            shown: You get $5.50
                            grants: [{id: 7}]
                            missing: null
                            all: ['a","admin":true', 1, null]
                            """)));
  }

  @Test
  void followsTheReadersHabitsOnlyInTheTemplatesLanguage() {
    String data = "{vestsAt: '2026-11-21T01:05:00Z'}";
    TemplateBody body = new TemplateBody.Text("{{vestsAt}}");

    assertThat(renderer.render(version(body, "en"), Json.of(data), Locale.UK, SHANGHAI))
        .isEqualTo(text("21 Nov 2026, 09:05"));
    assertThat(renderer.render(version(body, "en"), Json.of(data), Locale.CHINA, SHANGHAI))
        .isEqualTo(text("Nov 21, 2026, 9:05 AM"));
  }

  @Test
  void rendersMaskedVariablesToo() {
    TemplateVersion version = version(new TemplateBody.Text("{{code}} {{name}} {{amount}}"), "en");
    JsonNode data = Json.of("{code: '1234', name: Li, amount: 2}");

    assertThat(renderer.render(version, version.masked(data), Locale.US, SHANGHAI))
        .isEqualTo(text("(secret) Li $2.00"));
  }

  @Test
  void stopsWhatBecomesTooLarge() {
    TemplateBody body = new TemplateBody.Text("{{#big}}{{#big}}{{name}}{{/big}}{{/big}}");
    ObjectNode data = numbers(1_000).put("name", "x".repeat(1_000));

    assertThat(renderer.render(version(body, "en"), data, Locale.US, SHANGHAI))
        .isEqualTo(new Rendering.Failed(new TraceReason.RenderedTooLarge(262_144)));
  }

  @Test
  void stopsWhatTakesTooManySteps() {
    TemplateBody body = new TemplateBody.Text("{{#big}}{{#big}}{{^big}}x{{/big}}{{/big}}{{/big}}");

    assertThat(renderer.render(version(body, "en"), numbers(5_000), Locale.US, SHANGHAI))
        .isEqualTo(new Rendering.Failed(new TraceReason.RenderingTooLong(100_000)));
  }

  @Test
  void stopsAPayloadThatCopiesTooMuch() {
    String copies = Stream.generate(() -> "'{{big}}'").limit(500).collect(Collectors.joining(", "));
    TemplateBody body = body(Channel.WEBHOOK, "{type: t, json: {all: [" + copies + "]}}");

    assertThat(renderer.render(version(body, "en"), numbers(1_000), Locale.US, SHANGHAI))
        .isEqualTo(new Rendering.Failed(new TraceReason.RenderedTooLarge(262_144)));
  }

  @Test
  void failsWhenNothingIsLeftToRead() {
    assertThat(
            renderer.render(
                version(new TemplateBody.Text(" {{name}} "), "en"),
                Json.of("{}"),
                Locale.US,
                SHANGHAI))
        .isEqualTo(new Rendering.Failed(new TraceReason.RenderedEmpty("content.text")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <p>{{name}}</p>                          | -
          <p title="{{name}}">                     | -
          <p title='a "{{name}}'>                  | -
          <a href="{{link}}">x</a>                 | -
          <a class="b" href="https://a.cn/{{name}}"> | -
          <!-- it's --><p>1 < 2 {{name}}</p>       | -
          <style>p{color:red}</style>{{name}}      | -
          <a href="{{name}}">                      | VariableNotLink[variable=name, attribute=href
          <img src = '{{name}}'>                   | VariableNotLink[variable=name, attribute=src
          <a href={{link}}>                        | VariableUnquoted
          <p {{name}}>                             | VariableUnquoted
          <p title="x"{{name}}>                    | VariableUnquoted
          <p onclick="{{name}}">                   | attribute=onclick
          <p style="{{name}}">                     | attribute=style
          <script>{{name}}</script>                | VariableInScript
          <style>p{color:{{name}}}</style>         | VariableInScript
          """)
  void letsVariablesStandInHtmlOnlyWhereEscapingHelps(String html, String refusal) {
    FieldErrors errors = new FieldErrors();
    CompiledTemplate.compile(new TemplateBody.Email("s", html, null), SCHEMA.variables(), errors);

    if (refusal.equals("-")) {
      assertThat(errors.all()).isEmpty();
    } else {
      assertThat(errors.all())
          .singleElement()
          .satisfies(error -> assertThat(error.reason().toString()).contains(refusal));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          email   | {text: hi}                        | content           | [subject, html, text, replyTo, cc, bcc, unsubscribe]
          email   | {subject: hi}                     | content           | html, text or both
          email   | {subject: "a\\nb", text: hi}      | content.subject   | a single line
          email   | {subject: hi, txet: hi, text: hi} | content.txet      | did you mean text?
          sms     | {title: a, markdown: b}           | content           | [template, params, preview] / [text]
          sms     | {text: 5}                         | content.text      | in quotes
          sms     | {text: " "}                       | content.text      | a text
          sms     | {template: "1", params: [5]}      | content.params[0] | a text
          dingtalk | {subject: a, text: b}            | content           | [markdown, title] / [url, title, text, picture] / [text]
          dingtalk | {markdown: b}                    | content.title     | a text
          dingtalk | {text: b, mentions: {al: true}}  | content.mentions.al | did you mean all?
          dingtalk | {text: b, mentions: {all: 1}}    | content.mentions.all | true or false
          dingtalk | {text: b, mentions: {users: ["{{nam}}"]}} | content.mentions.users[0] | did you mean name?
          sms     | {text: b, mentions: {all: true}}  | content.mentions  | text
          wecom   | {title: a, text: b, url: "{{nam}}"} | content.url     | did you mean name?
          webhook | {text: a}                         | content           | [json, type]
          webhook | {type: a, json: [1]}              | content.json      | a JSON object
          webhook | {type: a, json: {"{{name}}": 1}}  | content.json      | tags in values only
          webhook | {type: a, json: {x: ["{{nam}}"]}} | content.json.x[0] | did you mean name?
          """)
  void refusesABodyThatDoesNotFitItsChannel(
      String channel, String content, String field, String expected) {
    FieldErrors errors = new FieldErrors();
    TemplateBody body = new BodyJson(errors).read(new Channel(channel), Json.of(content));
    if (errors.isEmpty()) {
      CompiledTemplate.compile(body, SCHEMA.variables(), errors);
    }

    assertThat(errors.all())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.field()).isEqualTo(field);
          assertThat(new Wording(Language.EN).of(error.reason())).contains(expected);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          email    | {subject: a, html: b}
          email    | {subject: a, html: b, text: c}
          sms      | {text: a}
          sms      | {template: "1", params: ["{{name}}"], preview: p}
          feishu   | {title: a, markdown: b}
          feishu   | {text: a, mentions: {all: true, mobiles: ["1"], users: ["{{name}}"]}}
          dingtalk | {title: a, markdown: b, mentions: {mobiles: ["{{name}}"]}}
          wecom    | {title: a, text: b, url: "https://a.example/{{name}}", picture: c}
          sms      | {template: "1", params: {code: "{{name}}", other: "x"}}
          webhook  | {type: t, json: {a: [1, "{{name}}"]}}
          app-push | {title: a, markdown: b}
          """)
  void writesABodyAsItWasRead(String channel, String content) {
    FieldErrors errors = new FieldErrors();
    TemplateBody body = new BodyJson(errors).read(new Channel(channel), Json.of(content));

    assertThat(errors.all()).isEmpty();
    assertThat(BodyJson.write(body)).isEqualTo(Json.of(content));
  }

  static Stream<Integer> seeds() {
    return new Random().ints(300).boxed();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noValueGetsOutOfItsPlace(int seed) {
    String hostile = hostile(new Random(seed));
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("name", hostile);

    Content.Email email =
        (Content.Email)
            rendered(new TemplateBody.Email("s{{name}}", "<p>{{name}}</p>", null), data);
    Content.Markdown chat =
        (Content.Markdown) rendered(new TemplateBody.Markdown("t", "a {{name}} b"), data);
    TemplateBody.Payload payload =
        new TemplateBody.Payload("t", Json.of("{a: 'x{{name}}', b: '{{name}}'}"));
    Content.Payload json = (Content.Payload) rendered(payload, data);

    assertThat(email.subject()).doesNotContain("\n", "\r", "\u0085", "\u2028");
    assertThat(email.html()).matches("(?s)<p>[^<>\"]*</p>");
    assertThat(chat.markdown()).doesNotContain("\n", "\r", "<", "[", "*", "`", "|");
    JsonNode document = JsonMapper.shared().readTree(json.json());
    assertThat(document.propertyNames()).containsExactly("a", "b");
    assertThat(document.path("b").stringValue()).isEqualTo(hostile);
  }

  private static String hostile(Random random) {
    String alphabet = "<>\"'&{}[]()*_`~|\\#-+!@/=:;,. \n\r\t\u0000\u0085\u2028\u202eaZ9张😀";
    int[] points = alphabet.codePoints().toArray();
    return random
        .ints(1 + random.nextInt(60), 0, points.length)
        .map(i -> points[i])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void refusesToRenderABodyThatDoesNotFitTheSchema() {
    assertThatExceptionOfType(RequestProblem.Invalid.class)
        .isThrownBy(() -> rendered(new TemplateBody.Text("{{nam}}"), "{}", Locale.US))
        .satisfies(problem ->
            assertThat(problem.errors())
                .containsExactly(
                    new FieldError(
                        "content.text",
                        new TemplateFault.InLine(
                            1,
                            new TemplateFault.VariableUnknown(
                                "nam",
                                "name",
                                Spelling.listed(SCHEMA.variables().byName().keySet()))))));
  }

  private static ObjectNode numbers(int count) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ArrayNode big = data.putArray("big");
    for (int i = 0; i < count; i++) {
      big.add(i);
    }
    return data;
  }

  private Content rendered(TemplateBody body, String data, Locale locale) {
    return rendered(body, renderer.filling(Json.of(data), locale, SHANGHAI));
  }

  private Content rendered(TemplateBody body, JsonNode data) {
    return rendered(body, renderer.filling(data, Locale.US, SHANGHAI));
  }

  private Content rendered(TemplateBody body, Filling filling) {
    return switch (renderer.render(body, Channel.EMAIL, SCHEMA, filling)) {
      case Rendering.Rendered(Content content) -> content;
      case Rendering.Failed(Reason reason) -> throw new AssertionError(reason);
    };
  }

  private static Rendering text(String text) {
    return new Rendering.Rendered(new Content.Text(text));
  }

  private static TemplateBody body(Channel channel, String content) {
    FieldErrors errors = new FieldErrors();
    TemplateBody body = new BodyJson(errors).read(channel, Json.of(content));
    assertThat(errors.all()).isEmpty();
    return body;
  }

  private static TemplateVersion version(TemplateBody body, String locale) {
    Template template =
        new Template(
            UUID.randomUUID(),
            UUID.randomUUID(),
            null,
            new Channel("any"),
            Locale.forLanguageTag(locale));
    return new TemplateVersion(
        UUID.randomUUID(),
        template,
        1,
        body,
        SCHEMA,
        new TemplateVersion.Origin("administrator", Instant.EPOCH, null));
  }
}
