package dev.herald.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What docs/console-api.md says, against the OpenAPI document, which a test keeps true. */
class ConsoleApiDocumentTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern MASKED_PHONE = Pattern.compile("\\+86[0-9]*\\*\\*\\*[0-9]+");
  private static final Pattern MASKED_EMAIL = Pattern.compile("\"([a-z.]+)\\*\\*\\*([a-z.]+)@");

  private final JsonNode document = read();
  private final String text = text("docs/console-api.md");

  private static JsonNode read() {
    return JsonMapper.shared().readTree(text("console/openapi.json"));
  }

  private static String text(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MessageView",
        "Step",
        "Findings",
        "MessagePage",
        "Counts",
        "Revealed",
        "ResendChannel",
        "ResendPreview",
        "ResendJobView",
        "Figures",
        "LaneFigures",
        "SourceFigures",
        "PauseView",
        "SystemView",
        "ProcessView",
        "ConnectorFileView",
        "MatrixCell",
        "NodeSnippets"
      })
  void everyFieldOfAShapeIsThere(String shape) {
    JsonNode fields = document.path("components").path("schemas").path(shape).path("properties");

    assertThat(fields.isEmpty()).as(shape).isFalse();
    for (String field : fields.propertyNames()) {
      assertThat(Pattern.compile("[\"`{, ]" + field + "[\"`},: ]").matcher(text).find())
          .as("%s.%s", shape, field)
          .isTrue();
    }
  }

  @Test
  void masksAreWhatIsShown() throws IOException {
    String phone = new Destination(Destination.Kind.PHONE, "+8613800138000").masked();
    List<Path> documents;
    try (var files = Files.list(ROOT.resolve("docs"))) {
      documents = files.filter(file -> file.toString().endsWith(".md")).toList();
    }
    for (Path each : documents) {
      Matcher masked = MASKED_PHONE.matcher(Files.readString(each));
      while (masked.find()) {
        assertThat(masked.group()).as("%s", each).isEqualTo(phone);
      }
    }
    Matcher email = MASKED_EMAIL.matcher(text);
    assertThat(email.find()).isTrue();
    assertThat(new Destination(Destination.Kind.EMAIL, "han.meimei@hengtong.example").masked())
        .startsWith(email.group(1) + "***" + email.group(2) + "@");
  }
}
