package dev.herald.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RestController;

class ArchitectureTest {
  private static final JavaClasses HERALD =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.herald");
  private static final Pattern EMPTY_NAME =
      Pattern.compile(
          "I[A-Z][a-z].*|Base[A-Z].*|Abstract[A-Z].*|.*(Manager|Helper|Utils?|Impl|DTO|VO)");

  @Test
  void all_modules_are_looked_at() {
    assertThat(HERALD.containPackage("dev.herald.channel")).isTrue();
    assertThat(HERALD.containPackage("dev.herald.channels")).isTrue();
    assertThat(HERALD.containPackage("dev.herald.sandbox")).isTrue();
    assertThat(HERALD.containPackage("dev.herald.server")).isTrue();
  }

  @Test
  void channels_and_their_stand_ins_know_no_framework() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.herald.channel..",
            "dev.herald.channels..",
            "dev.herald.sandbox..",
            "dev.herald.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "dev.herald.server..")
        .check(HERALD);
  }

  @Test
  void the_channel_api_stands_on_the_jdk_alone() {
    classes()
        .that()
        .resideInAPackage("dev.herald.channel..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.herald.channel..", "java..", "org.jspecify.annotations")
        .check(HERALD);
  }

  @Test
  void connectors_and_stand_ins_do_not_know_each_other() {
    noClasses()
        .that()
        .resideInAPackage("dev.herald.sandbox..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.herald.channel..", "dev.herald.channels..")
        .check(HERALD);
    noClasses()
        .that()
        .resideInAPackage("dev.herald.channels..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.herald.sandbox..")
        .check(HERALD);
  }

  @Test
  void names_say_what_a_thing_is() {
    noClasses()
        .should(
            be(
                DescribedPredicate.describe(
                    "named by kind",
                    (JavaClass type) -> EMPTY_NAME.matcher(type.getSimpleName()).matches())))
        .check(HERALD);
  }

  @Test
  void nothing_is_injected_into_fields() {
    fields().should().notBeAnnotatedWith(Autowired.class).check(HERALD);
  }

  /** Its stream holds a connection until it is closed, and nothing closes it. */
  @Test
  void rows_are_listed_and_not_streamed() {
    noClasses()
        .should()
        .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
        .because("a stream that is not closed keeps its connection for ever")
        .check(HERALD);
  }

  @Test
  void controllers_are_not_for_other_packages() {
    classes()
        .that()
        .areAnnotatedWith(RestController.class)
        .should()
        .bePackagePrivate()
        .check(HERALD);
  }

  /** A folder with more files than this is not read as one thing any more. */
  private static final int MOST_FILES = 25;

  @ParameterizedTest
  @ValueSource(strings = {".", "../channel-api"})
  void a_package_is_small(String module) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(module, "src/main/java"))) {
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

  @Test
  void no_packages_of_the_server_use_each_other() {
    slices()
        .matching("dev.herald.server.(**)")
        .should()
        .beFreeOfCycles()
        .check(HERALD.that(resideInAPackage("dev.herald.server..")));
  }

  @Test
  void every_package_says_what_may_be_null() {
    assertThat(HERALD.stream().map(JavaClass::getPackage).distinct())
        .allSatisfy(
            each -> assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue());
  }
}
