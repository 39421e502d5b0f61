package dev.herald.server.platform.postgres;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Gives the data source its PostgreSQL when {@code spring.datasource.url} names none. The pool
 * depends on it, so that it starts before the first connection and stops after the last.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedPostgresConfiguration.NoOtherDatabase.class)
@EnableConfigurationProperties(PostgresSettings.class)
class EmbeddedPostgresConfiguration {

  @Bean
  EmbeddedPostgres embeddedPostgres(@Value("${herald.home}") Path home, PostgresSettings settings) {
    return EmbeddedPostgres.start(home, settings);
  }

  @Bean
  JdbcConnectionDetails embeddedConnection(EmbeddedPostgres postgres) {
    return new JdbcConnectionDetails() {
      @Override
      public String getJdbcUrl() {
        return postgres.url();
      }

      @Override
      public String getUsername() {
        return postgres.user();
      }

      @Override
      public String getPassword() {
        return postgres.password();
      }
    };
  }

  /** No {@code spring.datasource.url} is set. */
  static final class NoOtherDatabase extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata metadata) {
      String url = context.getEnvironment().getProperty("spring.datasource.url", "");
      return new ConditionOutcome(
          url.isEmpty(), ConditionMessage.of("spring.datasource.url is '%s'".formatted(url)));
    }
  }
}
