package dev.herald.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.herald.server.Api;
import dev.herald.server.MainJob;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What is released, unpacked where there is neither Maven nor Node.js nor a compiler. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReleaseIT {
  private static final Path BUILD = Path.of("..", "deploy", "package", "build");
  private static final Path APP = Path.of("..", "server", "target");

  /** To a file, without its anchor. */
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)[^)]*\\)");

  /** All that the launcher may take from the machine. */
  private static final List<String> TOOLS =
      List.of(
          "bash", "cat", "chmod", "dirname", "env", "grep", "mkdir", "mv", "nohup", "ps", "rm",
          "setpriv", "sleep", "tail", "test", "unshare");

  @TempDir static Path folder;
  private Path release;
  private Path home;
  private Map<String, String> environment;

  record Ended(int status, String output) {}

  @BeforeAll
  void theReleaseIsMadeAndUnpacked() throws Exception {
    Path made = folder.resolve("made");
    assertThat(run(Map.of(), BUILD.toRealPath().toString(), APP.toString(), made.toString()).status)
        .isZero();
    Path archive = only(made, "-linux-");
    Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
    assertThat(run(Map.of(), "tar", "-xzf", archive.toString(), "-C", unpacked.toString()).status)
        .isZero();
    release = only(unpacked, "herald-");
    home = folder.resolve("home");
    environment =
        Map.of(
            "PATH",
            bare().toString(),
            "JAVA_HOME",
            System.getProperty("java.home"),
            "HERALD_HOME",
            home.toString(),
            // For a short life: none learns, and none compiles more than it runs.
            "HERALD_JAVA_OPTS",
            "-XX:TieredStopAtLevel=1",
            "HERALD_COMMAND_OPTS",
            "-XX:TieredStopAtLevel=1",
            "HERALD_REHEARSE",
            "");
  }

  @AfterAll
  void end() throws Exception {
    herald("stop");
  }

  private static Path only(Path folder, String part) throws IOException {
    try (Stream<Path> there = Files.list(folder)) {
      return there
          .filter(each -> each.getFileName().toString().contains(part))
          .findAny()
          .orElseThrow();
    }
  }

  private Path bare() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String tool : TOOLS) {
      Path there =
          Stream.of("/usr/bin", "/bin")
              .map(dir -> Path.of(dir, tool))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      Files.createSymbolicLink(bin.resolve(tool), there);
    }
    return bin;
  }

  private Ended run(Map<String, String> with, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    if (!with.isEmpty()) {
      builder.environment().clear();
      builder.environment().putAll(with);
    }
    Path said = Files.createTempFile(folder, "said", ".log");
    Process process = builder.redirectOutput(said.toFile()).start();
    int status = process.waitFor();
    return new Ended(status, Files.readString(said, UTF_8));
  }

  private Ended herald(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("/bin/bash", release.resolve("herald").toString()));
    command.addAll(List.of(arguments));
    return run(environment, command.toArray(String[]::new));
  }

  @Test
  @Order(1)
  void itRunsTheMainJobFromAnEmptyFolder() throws Exception {
    Ended up = herald("up", "--herald.sandbox=true", "--server.port=0");
    assertThat(up.status).as(up.output).isZero();
    assertThat(up.output).doesNotContain("Building");
    Ended applied = herald("apply", release.resolve("examples/esop.yaml").toString(), "--yes");
    assertThat(applied.status).as(applied.output).isZero();

    Api administrator =
        new Api(URI.create(Files.readString(home.resolve("server.url")).strip()), "")
            .with(Files.readString(home.resolve("admin.key")).strip());
    MainJob.isDone(administrator);
    assertThat(administrator.get("/").text())
        .as("the console, or that there is none where it was built without Node.js")
        .containsAnyOf("<div id=\"root\"", "built without its console");
  }

  @Test
  @Order(2)
  void itsDatabaseIsBackedUpWhileItRunsAndStartsElsewhere() throws Exception {
    Path backup = folder.resolve("backup");
    Ended made = herald("backup", backup.toString());
    assertThat(made.status).as(made.output).isZero();
    assertThat(backup.resolve("home/vault.key")).exists();
    Ended twice = herald("restore", backup.toString());
    assertThat(twice.status).as(twice.output).isEqualTo(1);
  }

  @Test
  @Order(3)
  void whatNeedsTheSourcesSaysSo() throws Exception {
    assertThat(herald("test").output).contains("needs Herald's sources");
  }

  @Test
  @Order(3)
  void theLinksOfItsPagesLeadToWhatIsInIt() throws Exception {
    List<String> dead = new ArrayList<>();
    try (Stream<Path> files = Files.walk(release)) {
      for (Path page : files.filter(each -> each.toString().endsWith(".md")).toList()) {
        LINK.matcher(Files.readString(page))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !Files.exists(page.resolveSibling(link)))
            .map(link -> release.relativize(page) + ": " + link)
            .forEach(dead::add);
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  @Order(4)
  void theDebianPackageHasAHardenedService() throws Exception {
    assumeThat(Path.of("/usr/bin/dpkg-deb")).exists();
    Path root = folder.resolve("root");
    String deb = only(folder.resolve("made"), ".deb").toString();
    assertThat(run(Map.of(), "dpkg-deb", "-x", deb, root.toString()).status).isZero();
    assertThat(run(Map.of(), "dpkg-deb", "-f", deb, "Package", "Depends").output)
        .contains("herald", "java25-runtime-headless");
    assertThat(root.resolve("usr/bin/herald")).isExecutable();
    assertThat(root.resolve("usr/share/herald/app/herald.jar")).exists();
    assertThat(root.resolve("etc/default/herald")).exists();
    assumeThat(Path.of("/usr/bin/systemd-analyze")).exists();
    Path unit = folder.resolve("herald.service");
    Files.writeString(
        unit,
        Files.readString(root.resolve("usr/lib/systemd/system/herald.service"))
            .replace("/usr/share/herald/herald", release.resolve("herald").toString()));
    Ended verified = run(Map.of(), "systemd-analyze", "verify", "--man=no", unit.toString());
    assertThat(verified.status).as(verified.output).isZero();
    Ended secure =
        run(
            Map.of(),
            "systemd-analyze",
            "security",
            "--offline=true",
            "--threshold=20",
            "--no-pager",
            unit.toString());
    assertThat(secure.status).as(secure.output).isZero();
  }

  /** There is no container runtime to try it with: what it names it declares. */
  @Test
  @Order(4)
  void theComposeFileNamesOnlyWhatItDeclares() throws Exception {
    Map<String, Map<String, Map<String, Object>>> compose =
        new Yaml().load(Files.readString(Path.of("..", "deploy", "container", "compose.yaml")));
    Map<String, Map<String, Object>> declared = Objects.requireNonNull(compose.get("services"));
    Set<String> volumes = Objects.requireNonNull(compose.get("volumes")).keySet();
    Set<String> services = declared.keySet();
    assertThat(services).containsExactlyInAnyOrder("herald", "postgres", "kafka");
    declared
        .values()
        .forEach(service -> {
          assertThat(service).containsKeys("image", "healthcheck");
          assertThat(services).containsAll(keys(service.get("depends_on")));
          assertThat(volumes)
              .containsAll(
                  ((List<?>) Objects.requireNonNull(service.get("volumes")))
                      .stream().map(volume -> volume.toString().split(":")[0]).toList());
        });
    assertThat(compose.get("secrets")).containsKey("database");
  }

  private static Set<String> keys(@Nullable Object map) {
    return map instanceof Map<?, ?> all
        ? all.keySet().stream().map(Object::toString).collect(Collectors.toSet())
        : Set.of();
  }

  @Test
  @Order(4)
  void theChecksumsAreThoseOfTheFiles() throws Exception {
    Ended checked =
        run(
            Map.of(),
            "bash",
            "-c",
            "cd '%s' && sha256sum --strict -c SHA256SUMS".formatted(folder.resolve("made")));
    assertThat(checked.status).as(checked.output).isZero();
    assertThat(checked.output.lines()).hasSizeGreaterThanOrEqualTo(1);
  }
}
