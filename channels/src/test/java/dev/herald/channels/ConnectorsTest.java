package dev.herald.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider.Environment;
import dev.herald.channel.Egress;
import dev.herald.channels.definition.DefinitionException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void everyConnectorIsThere() throws DefinitionException {
    try (Connectors connectors = Connectors.load(ENVIRONMENT, List.of())) {
      assertThat(connectors.all())
          .extracting(connector -> connector.description().name())
          .containsExactly(
              "dingtalk-robot",
              "feishu-bot",
              "infoflow-robot",
              "smtp",
              "tencent-sms",
              "webhook",
              "wecom-robot");
    }
  }

  @Test
  void everyBuiltInFileIsLoaded() throws Exception {
    assertThat(DefinitionFiles.builtIn().keySet())
        .containsExactlyInAnyOrderElementsOf(filesOnTheClassPath());
  }

  private static List<String> filesOnTheClassPath() throws IOException, URISyntaxException {
    var resource = Objects.requireNonNull(Connectors.class.getResource("connectors"));
    try (Stream<Path> files = Files.list(Path.of(resource.toURI()))) {
      return files.map(file -> "connectors/" + file.getFileName()).toList();
    }
  }

  @Test
  void everyBuiltInDefinitionIsLabelledInBothLanguages() throws DefinitionException {
    try (Connectors connectors = Connectors.load(ENVIRONMENT, List.of())) {
      assertThat(connectors.all())
          .allSatisfy(connector ->
              assertThat(connector.description().label()).containsOnlyKeys("en", "zh"));
    }
  }

  @Test
  void aFileInAFolderAddsAConnectorWhileOthersRun() throws Exception {
    try (Connectors connectors = Connectors.load(ENVIRONMENT, List.of(folder))) {
      assertThat(connectors.find("own-chat")).isEmpty();
      Connector untouched = connectors.find("webhook").orElseThrow();

      Files.writeString(folder.resolve("own.yaml"), OWN);
      connectors.reload();

      assertThat(connectors.find("own-chat")).isPresent();
      assertThat(connectors.find("webhook")).containsSame(untouched);
    }
  }

  @Test
  void aChangedFileIsANewVersion() throws Exception {
    Path file = Files.writeString(folder.resolve("own.yaml"), OWN);
    try (Connectors connectors = Connectors.load(ENVIRONMENT, List.of(folder))) {
      String before = connectors.find("own-chat").orElseThrow().version();

      Files.writeString(file, OWN.replace("Own chat", "Our chat"));
      connectors.reload();

      Connector after = connectors.find("own-chat").orElseThrow();
      assertThat(after.version()).isNotEqualTo(before);
      assertThat(after.description().label()).containsEntry("en", "Our chat");
    }
  }

  @Test
  void aBrokenFileChangesNothing() throws Exception {
    Path file = Files.writeString(folder.resolve("own.yaml"), OWN);
    try (Connectors connectors = Connectors.load(ENVIRONMENT, List.of(folder))) {
      Connector before = connectors.find("own-chat").orElseThrow();
      Files.writeString(file, OWN.replace("user", "nowhere"));

      assertThatThrownBy(connectors::reload)
          .isInstanceOf(DefinitionException.class)
          .hasMessageContaining("own.yaml:4: destination");
      assertThat(connectors.find("own-chat")).containsSame(before);
    }
  }
}
