package dev.herald.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.herald.client.HeraldClient;
import dev.herald.client.Submission;
import dev.herald.spring.outbox.HeraldDataSource;
import dev.herald.spring.outbox.Outbox;
import dev.herald.spring.outbox.OutboxAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

/**
 * What an application gets by having the starter, and what it is told where something is missing.
 */
class HeraldAutoConfigurationIT {
  private static final Submission NOTICE =
      Submission.of("grant.vested", "hengtong").to("E1001").build();

  /** What an application may have or not, and Herald's own server. */
  private static final Pattern OPTIONAL =
      Pattern.compile(
          "spring-(jdbc|tx)-|spring-boot-(jdbc|health|micrometer|flyway|transaction|persistence)"
              + "|micrometer-core|flyway|HikariCP|herald-server|server.target");

  private final StandInHerald server = new StandInHerald();
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  HeraldAutoConfiguration.class,
                  HeraldHealthAutoConfiguration.class,
                  HeraldMetricsAutoConfiguration.class,
                  OutboxAutoConfiguration.class))
          .withPropertyValues("herald.client.url=" + server.url(), "herald.client.key=the-key");
  private final ApplicationContextRunner withDatabase =
      application
          .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
          .withPropertyValues(
              "herald.client.outbox.poll=1h", // so that only a commit can wake the relay
              "spring.datasource.url=jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()))
          .withBean(MeterRegistry.class, SimpleMeterRegistry::new);

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void with_an_embedded_database_there_is_an_outbox_and_nothing_else_to_do() {
    withDatabase.run(context -> {
      UUID row = context.getBean(HeraldTemplate.class).send(NOTICE);

      await().until(() -> server.taken().containsKey(row.toString()));
    });
  }

  @Test
  void health_tells_of_herald_and_of_what_is_parked() {
    withDatabase.run(context -> {
      HealthIndicator herald = context.getBean(HealthIndicator.class);
      context
          .getBean(HeraldTemplate.class)
          .send(Submission.of("refused", "hengtong").to("E1001").build());
      await().until(() -> context.getBean(Outbox.class).figures().parked() == 1);

      Health up = Objects.requireNonNull(herald.health());
      assertThat(up.getStatus()).isEqualTo(Status.UP);
      assertThat(up.getDetails())
          .containsEntry("parked", 1L)
          .containsEntry("waiting", 0L)
          .containsEntry("parkedReason", "Invalid (to[0].email)");
      assertThat(up.getDetails().toString()).doesNotContain("secret@example.com");

      server.answersWith(401);
      Health down = Objects.requireNonNull(herald.health());
      assertThat(down.getStatus()).isEqualTo(Status.DOWN);
      assertThat(down.getDetails()).containsEntry("problem", "Unauthorized");
    });
  }

  @Test
  void meters_count_calls_and_rows() {
    withDatabase.run(context -> {
      HeraldTemplate herald = context.getBean(HeraldTemplate.class);
      herald.send(NOTICE);
      herald.send(Submission.of("refused", "hengtong").to("E1001").build());
      MeterRegistry meters = context.getBean(MeterRegistry.class);
      context
          .getBean("heraldOutboxMetrics", io.micrometer.core.instrument.binder.MeterBinder.class)
          .bindTo(meters);

      await().until(() -> meters.get("herald.outbox.forwarded").functionCounter().count() == 1);
      await().until(() -> meters.get("herald.outbox.parked").gauge().value() == 1);
      assertThat(meters.get("herald.outbox.refused").functionCounter().count()).isEqualTo(1);
      assertThat(meters.get("herald.outbox.waiting").gauge().value()).isZero();
      assertThat(
              meters
                  .get("herald.client.calls")
                  .tag("operation", "bulk")
                  .tag("outcome", "success")
                  .timer()
                  .count())
          .isPositive();
    });
  }

  @Test
  void without_a_database_send_says_what_to_do() {
    application.run(context -> {
      assertThat(context).doesNotHaveBean(Outbox.class).hasSingleBean(HeraldClient.class);
      HeraldTemplate herald = context.getBean(HeraldTemplate.class);
      assertThatThrownBy(() -> herald.send(NOTICE)).hasMessageContaining("sendNow");
    });
  }

  @Test
  void it_starts_without_jdbc_health_and_metrics_on_the_class_path() throws IOException {
    Process bare =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPathWithout(OPTIONAL),
                Bare.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(bare.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(bare.onExit().join().exitValue()).as(said).isZero();
    assertThat(said).contains("has a template");
  }

  private static String classPathWithout(Pattern optional) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !optional.matcher(entry).find())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** An application that has the starter and nothing else. */
  @EnableAutoConfiguration
  static class Bare {
    public static void main(String[] arguments) {
      try (ConfigurableApplicationContext context =
          SpringApplication.run(Bare.class, "--herald.client.key=the-key")) {
        System.out.println("has a template: " + context.getBean(HeraldTemplate.class));
      }
    }
  }

  @Test
  void without_a_key_it_says_where_one_comes_from() {
    application
        .withPropertyValues("herald.client.key=")
        .run(context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("herald.client.key"));
    application
        .withPropertyValues("herald.client.key=", "herald.client.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(HeraldTemplate.class));
  }

  @Test
  void of_several_databases_the_marked_one_has_the_outbox() {
    application
        .withUserConfiguration(TwoDatabases.class)
        .run(context -> {
          UUID row = context.getBean(HeraldTemplate.class).send(NOTICE);
          await().until(() -> server.taken().containsKey(row.toString()));
          JdbcTemplate marked = new JdbcTemplate(context.getBean("second", DataSource.class));
          assertThat(marked.queryForList("select * from herald_outbox")).isEmpty();
        });
  }

  @Configuration(proxyBeanMethods = false)
  static class TwoDatabases {
    @Bean
    DataSource first() {
      return embedded();
    }

    @Bean
    @HeraldDataSource
    DataSource second() {
      return embedded();
    }

    private static DataSource embedded() {
      return new EmbeddedDatabaseBuilder()
          .setType(EmbeddedDatabaseType.H2)
          .generateUniqueName(true)
          .build();
    }
  }

  @Test
  void every_setting_is_described_for_editors() throws IOException {
    try (InputStream file =
        HeraldProperties.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      assertThat(file).isNotNull();
      String metadata = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      List<Map<String, Object>> properties =
          listed(JsonParserFactory.getJsonParser().parseMap(metadata).get("properties"));
      assertThat(properties)
          .extracting(property -> property.get("name"))
          .contains(
              "herald.client.url",
              "herald.client.key",
              "herald.client.outbox.initialize-schema",
              "herald.client.outbox.poll");
      assertThat(properties)
          .allSatisfy(property -> assertThat(property.get("description")).asString().isNotBlank());
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> listed(@Nullable Object parsed) {
    assertThat(parsed).isInstanceOf(List.class);
    return (List<Map<String, Object>>) Objects.requireNonNull(parsed);
  }
}
