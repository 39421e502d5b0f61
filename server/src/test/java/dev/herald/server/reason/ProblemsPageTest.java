package dev.herald.server.reason;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Reason;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers may program by is written down: every code of a refusal, with its parameters. */
class ProblemsPageTest {
  private static final Path PAGE = Path.of("../docs/problems.md");

  @ParameterizedTest
  @ValueSource(
      classes = {
        ProblemReason.class,
        FieldFault.class,
        SubmissionFault.class,
        TemplateFault.class,
        DirectoryFault.class,
        FileFault.class,
        AttachmentFault.class,
        CampaignFault.class,
        AlarmFault.class,
        AccountFault.class,
        DefinitionFault.class
      })
  void the_page_has_each_code_with_its_parameters_and_words(Class<? extends Reason> family)
      throws IOException {
    assertThat(Files.readString(PAGE)).contains("\n\n" + table(family) + "\n");
  }

  private static String table(Class<? extends Reason> family) {
    return Arrays.stream(family.getPermittedSubclasses())
        .map(ProblemsPageTest::row)
        .collect(joining("\n", "| code | parameters | words |\n|---|---|---|\n", ""));
  }

  private static String row(Class<?> type) {
    String code =
        type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    String parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(joining(", "));
    String words = Catalogue.in(Language.EN).name(code).orElseThrow();
    return "| `%s` | %s | %s |".formatted(code, parameters, words.replace("|", "\\|"));
  }
}
