package dev.herald.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final Path TESTS = Path.of("src/test/java");

  @Test
  void every_package_uses_only_what_it_declares() {
    ApplicationModules.of(HeraldApplication.class).verify();
  }

  /**
   * Of two with one name, the tests' would be read, and what the other declares not be verified.
   */
  @Test
  void no_test_hides_what_a_package_declares() throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      assertThat(
              files
                  .filter(file -> file.endsWith("package-info.java"))
                  .filter(file -> Files.exists(MAIN.resolve(TESTS.relativize(file)))))
          .isEmpty();
    }
  }
}
