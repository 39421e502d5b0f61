package dev.herald.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.server.DependencyFloors.Floor;
import dev.herald.server.DependencyFloors.Resolved;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DependencyFloorsTest {
  private static final Path LIST = Path.of("..", "docs", "dependency-floors.txt");
  private static final Path LOCK = Path.of("..", "console", "package-lock.json");
  private static final Floor TOMCAT =
      Floor.parse("org.apache.tomcat.embed:tomcat-embed-core  11.0.29  advisories");
  private static final Floor JACKSON =
      Floor.parse("tools.jackson.core:jackson-core  3.1.8  advisories");

  private static Resolved jar(String folder, String version) {
    return new Resolved("/m2/%s/%s/it.jar".formatted(folder, version), version);
  }

  @Test
  void nothing_that_is_built_in_is_below_its_floor() throws IOException {
    Stream<Resolved> resolved =
        Stream.concat(
            DependencyFloors.ofClassPath(System.getProperty("java.class.path")),
            DependencyFloors.ofPackageLock(LOCK));

    assertThat(DependencyFloors.read(LIST).problems(resolved.toList()))
        .as("raise the version in pom.xml or console/package.json; see docs/dependency-floors.txt")
        .isEmpty();
  }

  @Test
  void a_version_below_its_floor_is_named_with_the_reason() {
    assertThat(TOMCAT.problem(List.of(jar("org/apache/tomcat/embed/tomcat-embed-core", "11.0.9"))))
        .contains(
            "org.apache.tomcat.embed:tomcat-embed-core is 11.0.9, below its floor 11.0.29"
                + " (advisories)");
    assertThat(TOMCAT.problem(List.of(jar("org/apache/tomcat/embed/tomcat-embed-core", "11.0.29"))))
        .isEmpty();
    assertThat(TOMCAT.problem(List.of(jar("org/apache/tomcat/embed/tomcat-embed-core", "11.1.0"))))
        .isEmpty();
  }

  @Test
  void a_library_of_another_group_or_a_longer_name_is_another_one() {
    Resolved older = jar("com/fasterxml/jackson/core/jackson-core", "2.21.8");
    Resolved longer = jar("tools/jackson/core/jackson-core-more", "1.0");

    assertThat(
            JACKSON.problem(
                List.of(older, longer, jar("tools/jackson/core/jackson-core", "3.1.8"))))
        .isEmpty();
    assertThat(JACKSON.problem(List.of(older, longer)))
        .hasValueSatisfying(problem -> assertThat(problem).contains("take its line out"));
  }

  @Test
  void every_place_of_an_npm_package_counts() throws IOException {
    Floor floor = Floor.parse("npm:@babel/runtime 7.29.15 why");
    List<Resolved> two =
        List.of(
            new Resolved("npm:@babel/runtime", "8.1.3"),
            new Resolved("npm:@babel/runtime", "7.29.2"));

    assertThat(floor.problem(two)).hasValueSatisfying(it -> assertThat(it).contains("7.29.2"));
    assertThat(DependencyFloors.ofPackageLock(LOCK).toList().toString())
        .contains("npm:react-router 7.");
  }

  @Test
  void a_line_without_a_reason_is_refused() {
    assertThatThrownBy(() -> Floor.parse("org.example:library 1.0")).hasMessageContaining("why");
  }
}
