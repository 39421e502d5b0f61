package dev.herald.server.platform.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.herald.server.HeraldApplication;
import dev.herald.server.platform.setting.UnknownSettings.Unknown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

class SettingsCheckTest {

  private static ConfigurableEnvironment empty() {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .forEach(each -> environment.getPropertySources().remove(each.getName()));
    return environment;
  }

  private static List<Unknown> onCommandLine(String... arguments) {
    ConfigurableEnvironment environment = empty();
    environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
    return SettingsCheck.of(environment);
  }

  private static List<Unknown> inEnvironment(String name) {
    ConfigurableEnvironment environment = empty();
    environment
        .getPropertySources()
        .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(name, "true")));
    return SettingsCheck.of(environment);
  }

  private static List<Unknown> inFile(String name) {
    ConfigurableEnvironment environment = empty();
    environment.getPropertySources().addFirst(new MapPropertySource("file", Map.of(name, "x")));
    return SettingsCheck.of(environment);
  }

  @ParameterizedTest
  @CsvSource({
    "--herald.rolse=api, herald.roles",
    "--herald.sanbox=true, herald.sandbox",
    "--herald.sandbx=true, herald.sandbox",
    "--herald.SandBoxx=true, herald.sandbox",
    "--hearld.sandbox=true, herald.sandbox",
    "--herald_sandbox1=true, herald.sandbox",
    "--sandbox=true, herald.sandbox",
    "--herald.secondfactor.requiredof1=admin, herald.second-factor.required-of",
    "--herald.conections.people=5, herald.connections.people",
    "--herald.dispatch.retry.atempts=5, herald.dispatch.retry.attempts",
    "--server.prot=9000, server.port",
    "--port=9000, server.port",
    "--spring.datasource.pasword=x, spring.datasource.password"
  })
  void aMisspeltOptionIsRefusedWithTheNearestName(String option, String meant) {
    assertThat(onCommandLine(option))
        .singleElement()
        .satisfies(unknown -> assertThat(unknown.meant()).isEqualTo(meant))
        .satisfies(unknown -> assertThat(unknown.toString()).contains("command line", meant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--herald.roles=api",
        "--herald.roles[0]=api",
        "--herald.sandbox=true",
        "--herald.sandbox-http-port=0",
        "--herald.sandboxHttpPort=0",
        "--herald.home=x",
        "--herald.url=https://h.example",
        "--herald.lanes.codes.capacity=5",
        "--herald.oidc.corp.client-id=x",
        "--herald.postgres.settings.max_connections=50",
        "--herald.dispatch.breaker.longest-rest=1m",
        "--herald.dispatch.retry.base=1s",
        "--server.port=0",
        "--server.tomcat.max-connections=10",
        "--logging.level.dev.herald=debug",
        "--spring.datasource.hikari.maximum-pool-size=5",
        "--debug=true"
      })
  void aKnownOptionIsTaken(String option) {
    assertThat(onCommandLine(option)).isEmpty();
  }

  @Test
  void anOptionWithoutAValueIsRefused() {
    assertThat(onCommandLine("--herald.sandbox")).hasSize(1);
    assertThat(onCommandLine("herald.sandbox=true")).hasSize(1);
    assertThat(onCommandLine("-herald.sandbox=true")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "HERALD_SANBOX, herald.sandbox",
    "HERALD_ROLSE, herald.roles",
    "HERALD_SECOND_FACTOR_REQUIRD_OF, herald.second-factor.required-of"
  })
  void aMisspeltVariableOfTheEnvironmentIsRefused(String name, String meant) {
    assertThat(inEnvironment(name))
        .singleElement()
        .satisfies(unknown -> assertThat(unknown.meant()).isEqualTo(meant));
  }

  @Test
  void aMisspeltPropertyOfTheJvmIsRefused() {
    for (String name : List.of("herald.sanbox", "herald.openapi.write", "user.home")) {
      ConfigurableEnvironment environment = empty();
      environment
          .getPropertySources()
          .addFirst(new MapPropertySource("systemProperties", Map.of(name, "true")));

      assertThat(SettingsCheck.of(environment)).hasSize(name.equals("herald.sanbox") ? 1 : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HERALD_SANDBOX",
        "HERALD_ROLES",
        "HERALD_ROLES_0",
        "HERALD_HOME",
        "HERALD_KEY",
        "HERALD_URL",
        "HERALD_JAVA_OPTS",
        "HERALD_SECONDFACTOR_REQUIREDOF",
        "HERALD_SECOND_FACTOR_REQUIRED_OF",
        "HERALD_LANES_BULK_CAPACITY",
        "HERALD_SERVICE_HOST",
        "HERALD_PORT_8480_TCP_ADDR",
        "HERALD_SMTP_PASSWORD",
        "PATH",
        "SERVER_PORT"
      })
  void otherVariablesOfTheEnvironmentAreLeftAlone(String name) {
    assertThat(inEnvironment(name)).isEmpty();
  }

  @Test
  void aMisspeltNameInAFileIsRefusedWithItsPlace() {
    assertThat(inFile("herald.sanbox"))
        .singleElement()
        .satisfies(unknown -> assertThat(unknown.meant()).isEqualTo("herald.sandbox"));
    assertThat(inFile("herald.nothing.like.it")).hasSize(1);
    assertThat(inFile("hearld.sandbox")).hasSize(1);
    assertThat(inFile("acme.sandbox")).isEmpty();
  }

  @Test
  void theDefaultsNameKnownSettingsOnly() throws IOException {
    ConfigurableEnvironment environment = empty();
    new YamlPropertySourceLoader()
        .load("defaults", new ClassPathResource("application.yaml"))
        .forEach(environment.getPropertySources()::addLast);

    assertThat(SettingsCheck.of(environment)).isEmpty();
  }

  @Test
  void theStartEndsBeforeAnythingIsStarted(@TempDir Path folder) throws IOException {
    Path home = folder.resolve("home");
    Path file = Files.writeString(folder.resolve("own.yaml"), "herald:\n  sanbox: true\n");

    Throwable ended =
        catchThrowable(() ->
            SpringApplication.run(
                HeraldApplication.class,
                "--herald.home=" + home,
                "--spring.config.additional-location=file:" + file));

    assertThat(ended)
        .isInstanceOf(UnknownSettings.class)
        .hasMessageContaining("herald.sanbox")
        .hasMessageContaining("own.yaml")
        .hasMessageContaining("2:")
        .hasMessageContaining("did you mean 'herald.sandbox'?");
    assertThat(home).doesNotExist();
  }
}
