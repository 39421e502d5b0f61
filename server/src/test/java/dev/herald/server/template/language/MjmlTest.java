package dev.herald.server.template.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Content;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.schema.Conventions;
import dev.herald.server.schema.VariableSchema;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MjmlTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String MAIL =
      """
      <mjml>
        <mj-head><mj-attributes><mj-text color="#336699" /></mj-attributes></mj-head>
        <mj-body><mj-section><mj-column>
          <mj-text>您好 {{name}}</mj-text>
          <mj-button href="https://example.com/{{name}}">查看</mj-button>
        </mj-column></mj-section></mj-body>
      </mjml>
      """;

  @Test
  void itBecomesHtmlWithItsStylesInlineAndItsVariablesFilledIn() {
    String html = html(MAIL, "{\"name\": \"<张三>\"}");

    assertThat(html)
        .contains("<!doctype html>", "您好 &lt;张三&gt;", "color:#336699")
        .contains("href=\"https://example.com/")
        .doesNotContain("<mj", "<张三>", "{{");
  }

  @Test
  void anUnknownVariableIsNamed() {
    FieldErrors errors = new FieldErrors();

    compile(MAIL.replace("{{name}}", "{{nmae}}"), errors);

    assertThat(errors.all())
        .isNotEmpty()
        .allSatisfy(error -> assertThat(error.field()).isEqualTo("content.html"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<mjml>",
        "<mjml></mjml>",
        "<mjml><mj-body><mj-include path=\"file:///etc/passwd\" /></mj-body></mjml>",
        "<mjml><mj-body><mj-unknown /></mj-body></mjml>"
      })
  void whatIsLeftOutOrStrangeReachesNoFile(String source) {
    FieldErrors errors = new FieldErrors();

    CompiledTemplate template = compile(source, errors);

    if (errors.all().isEmpty()) {
      assertThat(filled(template, "{}").html()).doesNotContain("root:");
    }
  }

  private static String html(String source, String data) {
    FieldErrors errors = new FieldErrors();
    CompiledTemplate template = compile(source, errors);
    assertThat(errors.all()).isEmpty();
    return String.valueOf(filled(template, data).html());
  }

  private static Content.Email filled(CompiledTemplate template, String data) {
    JsonNode variables = JSON.readTree(data);
    return (Content.Email)
        template.fill(new Filling(variables, new Conventions(Locale.CHINA), ZoneOffset.UTC));
  }

  private static CompiledTemplate compile(String html, FieldErrors errors) {
    VariableSchema schema =
        VariableSchema.of(
            JSON.readTree("{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}}}"));
    return CompiledTemplate.compile(
        new TemplateBody.Email("s", html, null), schema.variables(), errors);
  }
}
