package dev.herald.channels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider.Environment;
import dev.herald.channel.network.Egress;
import dev.herald.channels.ConnectorFile.State;
import dev.herald.channels.definition.text.DefinitionException.Problem;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectorsTest {
  private static final Environment ENVIRONMENT =
      new Environment(new Egress.Direct(), Clock.systemUTC(), Duration.ofSeconds(1));
  private static final String OWN =
      """
      connector: own-chat
      channel: chat
      label: { en: Own chat }
      destination: user
      contents: [text]
      request:
        post: https://chat.example.com/send
        json: { to: "${destination}", text: "${content.text}" }
      answer:
        accepted: ${status == 200}
      ambiguous: hold
      """;

  @TempDir Path folder;
  @TempDir Path home;

  @Test
  void everyConnectorIsThere() {
    Set<String> shipped = BuiltInNames.all();
    shipped.addAll(Set.of("smtp", "smpp"));
    try (Connectors connectors = Connectors.load(ENVIRONMENT)) {
      assertThat(connectors.all())
          .extracting(connector -> connector.description().name())
          .containsExactlyInAnyOrderElementsOf(shipped);
    }
  }

  @Test
  void everyBuiltInFileIsLoaded() throws Exception {
    assertThat(BuiltInDefinitions.texts().keySet())
        .containsExactlyInAnyOrderElementsOf(filesOnTheClassPath());
  }

  private static List<String> filesOnTheClassPath() throws IOException, URISyntaxException {
    var resource = Objects.requireNonNull(Connectors.class.getResource("connectors"));
    try (Stream<Path> files = Files.list(Path.of(resource.toURI()))) {
      return files.map(file -> "connectors/" + file.getFileName()).toList();
    }
  }

  @Test
  void everyBuiltInDefinitionIsLabelledInBothLanguages() {
    try (Connectors connectors = Connectors.load(ENVIRONMENT)) {
      assertThat(connectors.all())
          .allSatisfy(connector ->
              assertThat(connector.description().label()).containsOnlyKeys("en", "zh"));
    }
  }

  @Test
  void aFileInAFolderAddsAConnectorWhileOthersRun() throws IOException {
    try (Connectors connectors = load()) {
      assertThat(connectors.find("own-chat")).isEmpty();
      Connector untouched = connectors.find("webhook").orElseThrow();

      write("own.yaml", OWN);
      assertThat(connectors.look()).isTrue();

      assertThat(connectors.find("own-chat")).isPresent();
      assertThat(connectors.find("webhook")).containsSame(untouched);
      assertThat(connectors.files())
          .singleElement()
          .satisfies(file -> {
            assertThat(file.state()).isEqualTo(State.IN_USE);
            assertThat(file.connector()).isEqualTo("own-chat");
            assertThat(file.problems()).isEmpty();
          });
      assertThat(connectors.look()).isFalse();
    }
  }

  @Test
  void aChangedFileIsANewVersion() throws IOException {
    write("own.yaml", OWN);
    try (Connectors connectors = load()) {
      String before = connectors.find("own-chat").orElseThrow().version();

      write("own.yaml", OWN.replace("Own chat", "Our chat"));
      connectors.look();

      Connector after = connectors.find("own-chat").orElseThrow();
      assertThat(after.version()).isNotEqualTo(before);
      assertThat(after.description().label()).containsEntry("en", "Our chat");
    }
  }

  @Test
  void ofFiftyFilesOnlyTheChangedOneIsMadeAnew() throws IOException {
    for (int i = 0; i < 50; i++) {
      write("own%d.yaml".formatted(i), OWN.replace("own-chat", "own-chat-" + i));
    }
    try (Connectors connectors = load()) {
      List<Connector> before = List.copyOf(connectors.all());

      write("own7.yaml", OWN.replace("own-chat", "own-chat-7").replace("Own chat", "Our chat"));
      connectors.look();

      assertThat(connectors.all()).hasSameSizeAs(before);
      assertThat(before)
          .filteredOn(each -> !connectors.all().contains(each))
          .extracting(each -> each.description().name())
          .containsExactly("own-chat-7");
    }
  }

  @Test
  void aBrokenFileIsLeftOutWhenAllIsLoadedAndNoOtherFileNotices() throws IOException {
    write("broken.yaml", OWN.replace("user", "nowhere"));
    write("own.yaml", OWN);

    try (Connectors connectors = load()) {
      assertThat(connectors.find("own-chat")).isPresent();
      assertThat(connectors.find("webhook")).isPresent();
      assertThat(told(connectors))
          .containsExactly(
              "broken.yaml:4: destination: “nowhere” is not known here; write one of chat, device, email, feed,"
                  + " none, phone, url, user");
    }
  }

  @Test
  void aFileThatBreaksKeepsItsLastGoodVersionAndHoldsUpNoOther() throws IOException {
    write("own.yaml", OWN);
    try (Connectors connectors = load()) {
      Connector before = connectors.find("own-chat").orElseThrow();

      write("own.yaml", OWN.replace("user", "nowhere"));
      write("second.yaml", OWN.replace("own-chat", "second"));
      connectors.look();

      assertThat(connectors.find("own-chat")).containsSame(before);
      assertThat(connectors.find("second")).isPresent();
      assertThat(connectors.files().getFirst().state()).isEqualTo(State.LAST_GOOD);
      assertThat(told(connectors)).singleElement().asString().startsWith("own.yaml:4: destination");
    }
  }

  @Test
  void theLastGoodVersionOutlivesARestartUntilTheFileIsDeleted() throws IOException {
    write("own.yaml", OWN);
    load().close();
    write("own.yaml", "connector: [");
    write("other.yaml", OWN.replace("own-chat", "other"));

    try (Connectors connectors = load()) {
      Connector lastGood = connectors.find("own-chat").orElseThrow();
      assertThat(lastGood.definition()).contains(OWN);
      assertThat(told(connectors)).singleElement().asString().startsWith("own.yaml:");

      Files.delete(folder.resolve("own.yaml"));
      connectors.look();

      assertThat(connectors.find("own-chat")).isEmpty();
    }
    write("own.yaml", "connector: [");
    try (Connectors connectors = load()) {
      assertThat(connectors.find("own-chat")).isEmpty();
    }
  }

  @Test
  void withoutAFolderForCopiesTheLastGoodVersionIsKeptWhileTheProcessLives() throws IOException {
    write("own.yaml", OWN);
    Path noFolder = Files.writeString(home.resolve("file"), "");
    try (Connectors connectors = Connectors.load(ENVIRONMENT, folder, noFolder)) {
      write("own.yaml", "connector: [");
      connectors.look();

      assertThat(connectors.find("own-chat")).isPresent();
    }
  }

  @Test
  void ofTwoFilesWithOneNameTheOneInUseStaysAndTheOtherIsTold() throws IOException {
    write("own.yaml", OWN);
    load().close();
    write("copy.yaml", "# a copy\n" + OWN);
    try (Connectors connectors = load()) {
      assertThat(connectors.find("own-chat").orElseThrow().definition()).contains(OWN);
      assertThat(told(connectors))
          .containsExactly(
              "copy.yaml:2: connector: “own-chat” is what own.yaml defines, which is in use;"
                  + " give this one another name, or delete one");

      Files.delete(folder.resolve("own.yaml"));
      connectors.look();

      assertThat(connectors.find("own-chat").orElseThrow().definition().orElseThrow())
          .startsWith("# a copy");
      assertThat(told(connectors)).isEmpty();
    }
  }

  @Test
  void aFileThatIsNotReadIsTold() throws IOException {
    write("own.yml", OWN);
    write("Other.YAML", OWN);
    Files.createDirectory(folder.resolve("folder.yaml"));
    Files.write(folder.resolve("latin.yaml"), OWN.replace("Own", "\u00fc").getBytes(ISO_8859_1));
    Files.createSymbolicLink(folder.resolve("gone.yaml"), folder.resolve("nowhere"));
    write(".own.yaml.swp", "an editor's");
    write("README.md", "for people");

    try (Connectors connectors = load()) {
      assertThat(connectors.find("own-chat")).isEmpty();
      assertThat(told(connectors))
          .satisfiesExactlyInAnyOrder(
              one -> assertThat(one).startsWith("Other.YAML:1: ").endsWith("to other.yaml"),
              one -> assertThat(one).startsWith("folder.yaml:1: can’t be read: it is no file"),
              one -> assertThat(one).startsWith("gone.yaml:1: can’t be read"),
              one -> assertThat(one).isEqualTo("latin.yaml:1: is not UTF-8; save it as UTF-8"),
              one -> assertThat(one).startsWith("own.yml:1: ").endsWith("rename it to own.yaml"));
    }
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whatIsNoFileIsNeverOpened() throws Exception {
    new ProcessBuilder("mkfifo", folder.resolve("pipe.yaml").toString()).start().waitFor();
    Files.createSymbolicLink(folder.resolve("linked.yaml"), folder.resolve("pipe.yaml"));
    Files.createSymbolicLink(folder.resolve("device.yaml"), Path.of("/dev/zero"));
    write("own.yaml", OWN);

    try (Connectors connectors = load()) {
      connectors.look();

      assertThat(connectors.find("own-chat")).isPresent();
      assertThat(told(connectors))
          .hasSize(3)
          .allMatch(one -> one.contains(".yaml:1: can’t be read: it is no file"));
    }
  }

  @ParameterizedTest
  @MethodSource
  void whateverAFileDoesToALibraryIsThatFilesTrouble(String yaml) throws IOException {
    write("odd.yaml", yaml);
    write("own.yaml", OWN);

    try (Connectors connectors = load()) {
      assertThat(connectors.find("own-chat")).isPresent();
      assertThat(told(connectors)).isNotEmpty().allMatch(one -> one.startsWith("odd.yaml:"));
    }
  }

  static List<String> whateverAFileDoesToALibraryIsThatFilesTrouble() {
    StringBuilder aliases = new StringBuilder("connector: odd\nx0: &x0 [a, a, a]\n");
    for (int i = 1; i < 16; i++) {
      aliases.append("x%d: &x%d [*x%d, *x%d, *x%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    String odd = OWN.replace("own-chat", "odd");
    return List.of(
        "",
        "\0",
        "[".repeat(100_000),
        "connector: &a { b: *a }",
        aliases.toString(),
        odd.replace("${status == 200}", "${%s1}".formatted("(".repeat(3_000))),
        odd.replace("${content.text}\" }", "${content.text}\", n: .inf }"),
        odd + "x: !!java/object:java.net.URL [y]\n",
        odd.replace("json:", "json: &j").replace("answer:", "answer:\n  <<: {}"),
        odd + "#" + "x".repeat(300_000));
  }

  private Connectors load() {
    return Connectors.load(ENVIRONMENT, folder, home.resolve("kept"));
  }

  private void write(String file, String yaml) throws IOException {
    Files.writeString(folder.resolve(file), yaml);
  }

  private static List<String> told(Connectors connectors) {
    return connectors.files().stream()
        .flatMap(file -> file.problems().stream())
        .map(Problem::toString)
        .toList();
  }
}
