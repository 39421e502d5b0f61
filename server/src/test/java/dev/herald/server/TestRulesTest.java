package dev.herald.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What makes a test fail on a busy machine is found here rather than there; see CONTRIBUTING.md.
 */
class TestRulesTest {
  private static final String LESS_THAN_A_HANG = "Duration\\.of(Millis\\(|Seconds\\([12]?\\d\\))";
  private static final List<Pattern> FORBIDDEN =
      List.of(
          Pattern.compile("(Thread|[A-Z]SECONDS|MINUTES)\\.sleep\\("),
          Pattern.compile("parkNanos\\("),
          Pattern.compile("atMost\\(" + LESS_THAN_A_HANG),
          Pattern.compile(
              "(nanoTime|currentTimeMillis|Duration\\.between)\\([^;]*"
                  + "(isLessThan|isBetween)[^;]*"
                  + LESS_THAN_A_HANG));

  private static Stream<Path> sources() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .toList()
          .stream()
          .flatMap(TestRulesTest::below)
          .filter(file -> !file.endsWith("TestRulesTest.java"));
    }
  }

  private static Stream<Path> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Stream<String> violations(Path file) {
    String text = text(file);
    return FORBIDDEN.stream()
        .flatMap(forbidden -> forbidden.matcher(text).results())
        .map(found -> file.getFileName() + ": " + found.group());
  }

  @Test
  void no_test_sleeps_or_wants_something_within_less_than_half_a_minute() throws IOException {
    assertThat(sources().flatMap(TestRulesTest::violations))
        .as("wait for what must come, with Patience; how fast belongs to the bench")
        .isEmpty();
  }

  @Test
  void all_modules_are_looked_at() throws IOException {
    assertThat(sources().map(Path::toString))
        .anyMatch(file -> file.contains("e2e"))
        .anyMatch(file -> file.contains("sandbox"))
        .hasSizeGreaterThan(100);
  }
}
