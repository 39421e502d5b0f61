package dev.herald.channels;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  /** A folder with more files than this is not read as one thing any more. */
  private static final int MOST_FILES = 25;

  private static final JavaClasses CHANNELS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.herald.channels");

  @Test
  void aPackageIsSmall() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      Map<Path, Long> sizes =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .collect(groupingBy(Path::getParent, counting()));
      assertThat(sizes).isNotEmpty();
      assertThat(sizes.entrySet())
          .allSatisfy(
              size -> assertThat(size.getValue()).as("" + size).isLessThanOrEqualTo(MOST_FILES));
    }
  }

  /** The package {@code channels} itself is one of them. */
  @Test
  void noPackagesUseEachOther() {
    assertThat(CHANNELS.containPackage("dev.herald.channels.definition.text")).isTrue();
    slices().matching("dev.herald.(**)").should().beFreeOfCycles().check(CHANNELS);
  }
}
