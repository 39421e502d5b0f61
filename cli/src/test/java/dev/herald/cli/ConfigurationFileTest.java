package dev.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.cli.server.CommandFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConfigurationFileTest {
  @Test
  void settings_of_sources_are_filled_in_from_the_environment() {
    JsonNode file =
        ConfigurationFile.parse(
            """
            sources:
              mail:
                settings: { password: "${PASSWORD}", host: "${HOST:localhost}", port: 25 }
            """,
            Map.of("PASSWORD", "s$1{}"));

    assertThat(file.at("/sources/mail/settings/password").asString()).isEqualTo("s$1{}");
    assertThat(file.at("/sources/mail/settings/host").asString()).isEqualTo("localhost");
    assertThat(file.at("/sources/mail/settings/port").asInt()).isEqualTo(25);
  }

  @Test
  void nothing_else_is_filled_in() {
    JsonNode file =
        ConfigurationFile.parse("nodes: { a/b: { name: '${NAME}' } }", Map.of("NAME", "x"));

    assertThat(file.at("/nodes/a~1b/name").asString()).isEqualTo("${NAME}");
  }

  @Test
  void a_name_that_the_environment_lacks_is_told_with_its_place() {
    assertThatThrownBy(() ->
            ConfigurationFile.parse(
                "sources: { mail: { settings: { password: '${PASSWORD}' } } }", Map.of()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("sources.mail.settings.password")
        .hasMessageContaining("PASSWORD");
  }

  @Test
  void malformed_yaml_is_told_with_its_line() {
    assertThatThrownBy(() -> ConfigurationFile.parse("tenants:\n  a: {b", Map.of()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void a_text_is_no_configuration() {
    assertThatThrownBy(() -> ConfigurationFile.parse("hello", Map.of()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("sections");
  }
}
