package dev.herald.channels.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.channel.Channel;
import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider.Environment;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.SentMessage;
import dev.herald.channel.Source;
import dev.herald.channel.network.Egress;
import dev.herald.channels.Connectors;
import dev.herald.channels.Origin;
import dev.herald.channels.plugin.PluginFault.Kind;
import dev.herald.channels.plugin.PluginFile.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PluginsTest {
  private static final Source SOURCE = new Source(new UUID(0, 1), "own", "own", Map.of());
  private static final Destination SOMEBODY = new Destination(Destination.Kind.USER, "somebody");

  @TempDir Path home;
  private Path folder;
  private Connectors connectors;

  @BeforeEach
  void thereAreTwoGoodPlugins() throws IOException {
    folder = Files.createDirectories(home.resolve("plugins"));
    PluginJar.write(folder.resolve("own.jar"), "own", "\"first\"", "");
    PluginJar.write(folder.resolve("other.jar"), "other", "\"other\"", "");
    connectors =
        Connectors.load(
            new Environment(new Egress.Direct(), Clock.systemUTC(), Duration.ofSeconds(30)),
            List.of(),
            home.resolve("connectors"),
            home.resolve("kept"),
            folder);
  }

  @AfterEach
  void allGo() {
    connectors.close();
  }

  private static String answer(Connector connector) {
    Message message =
        new Message(
            new UUID(0, 2), 1, new Channel("own"), SOURCE, new Content.Text("Hello"), SOMEBODY);
    return String.valueOf(connector.send(message).exchange().answer());
  }

  private Connector own() {
    return connectors.find("own").orElseThrow();
  }

  private PluginFile file(String name) {
    return connectors.plugins().stream()
        .filter(each -> each.file().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_plug_in_is_in_use_from_the_start() {
    assertThat(answer(own())).isEqualTo("first");
    assertThat(connectors.offers("own").getFirst().origin()).isEqualTo(Origin.PLUGIN);
    assertThat(file("own.jar").state()).isEqualTo(State.IN_USE);
    assertThat(file("own.jar").connectors()).containsExactly("own");
  }

  @Test
  void a_reload_takes_up_what_changed_and_whoever_has_the_old_one_goes_on_with_it() {
    Connector before = own();
    Connector other = connectors.find("other").orElseThrow();
    PluginJar.write(folder.resolve("own.jar"), "own", "\"second\"", "");

    List<PluginFile> read = connectors.reload();

    assertThat(answer(own())).isEqualTo("second");
    assertThat(answer(before)).isEqualTo("first");
    assertThat(own().version()).isNotEqualTo(before.version());
    assertThat(connectors.find("other")).containsSame(other);
    assertThat(read).allSatisfy(each -> assertThat(each.fault()).isNull());
  }

  @Test
  void it_sees_the_jdk_and_channel_api_and_nothing_else_of_herald() {
    String looks =
        "static String look(String name) { try { return Class.forName(name).getName(); }"
            + " catch (ClassNotFoundException e) { return \"none\"; } }";
    PluginJar.write(
        folder.resolve("own.jar"),
        "own",
        "Provider.look(\"dev.herald.channels.Connectors\")"
            + " + Provider.look(\"tools.jackson.databind.JsonNode\")"
            + " + Provider.look(\"java.net.http.HttpClient\")",
        looks);

    connectors.reload();

    assertThat(answer(own())).isEqualTo("nonenonejava.net.http.HttpClient");
  }

  /** Each spoils what is in the folder as own.jar. */
  interface Spoiler {
    void spoil(Path jar) throws IOException;
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        spoilt("no jar", Kind.UNREADABLE, jar -> Files.writeString(jar, "no jar")),
        spoilt("no manifest", Kind.PROVIDER_MISSING, jar -> PluginJar.write(jar, Map.of(), "")),
        spoilt(
            "a provider that is not there",
            Kind.CLASS_MISSING,
            jar -> PluginJar.write(jar, Map.of(), "own.Nobody")),
        spoilt(
            "a class that is broken",
            Kind.CLASS_MISSING,
            jar -> PluginJar.write(jar, Map.of("own/Provider.class", new byte[9]), "own.Provider")),
        spoilt(
            "a constructor that throws",
            Kind.FAILED,
            jar ->
                PluginJar.write(
                    jar,
                    "own",
                    "\"\"",
                    "public Provider() { throw new IllegalStateException(\"why not\"); }")),
        spoilt(
            "the name of another",
            Kind.CONNECTOR_TWICE,
            jar -> PluginJar.write(jar, "other", "\"\"", "")));
  }

  private static Arguments spoilt(String what, Kind kind, Spoiler spoiler) {
    return Arguments.of(what, kind, spoiler);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void a_broken_one_is_told_by_its_fault_and_harms_nothing(String what, Kind kind, Spoiler spoiler)
      throws IOException {
    spoiler.spoil(folder.resolve("new.jar"));

    connectors.reload();

    PluginFault fault = file("new.jar").fault();
    assertThat(fault).as(what).isNotNull();
    assertThat(fault.kind()).as(fault.detail()).isEqualTo(kind);
    assertThat(file("new.jar").state()).isEqualTo(State.LEFT_OUT);
    assertThat(answer(own())).isEqualTo("first");
    assertThat(answer(connectors.find("other").orElseThrow())).isEqualTo("other");
  }

  @Test
  void what_breaks_stays_as_it_was_until_it_is_mended_or_gone() throws IOException {
    Files.writeString(folder.resolve("own.jar"), "no jar");
    connectors.reload();

    assertThat(file("own.jar").state()).isEqualTo(State.LAST_GOOD);
    assertThat(answer(own())).isEqualTo("first");

    Files.delete(folder.resolve("own.jar"));
    connectors.reload();
    assertThat(connectors.find("own")).isEmpty();
  }

  @Test
  void an_error_inside_it_is_a_bug_of_it_and_no_more() {
    SentMessage sent = new SentMessage(new UUID(0, 2), SOURCE, SOMEBODY, null, Instant.EPOCH);

    assertThatThrownBy(() -> own().trace(sent))
        .isInstanceOf(IllegalStateException.class)
        .hasCauseInstanceOf(NoClassDefFoundError.class);
  }
}
