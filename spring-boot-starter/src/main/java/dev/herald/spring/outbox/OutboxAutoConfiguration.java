package dev.herald.spring.outbox;

import dev.herald.client.HeraldClient;
import dev.herald.client.RetryPolicy;
import dev.herald.spring.HeraldAutoConfiguration;
import dev.herald.spring.HeraldProperties;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** An outbox in the application's database, and the relay that forwards it. */
@AutoConfiguration(after = {DataSourceAutoConfiguration.class, HeraldAutoConfiguration.class})
@ConditionalOnClass({DataSource.class, JdbcTemplate.class, DataSourceAutoConfiguration.class})
@ConditionalOnBean({DataSource.class, HeraldClient.class})
@ConditionalOnBooleanProperty(name = "herald.client.outbox.enabled", matchIfMissing = true)
public class OutboxAutoConfiguration {
  private final DataSource dataSource;
  private final HeraldProperties.Outbox settings;

  OutboxAutoConfiguration(
      ObjectProvider<DataSource> usual,
      @HeraldDataSource ObjectProvider<DataSource> marked,
      HeraldProperties properties) {
    this.dataSource = dataSource(usual, marked);
    this.settings = properties.outbox();
  }

  private static DataSource dataSource(
      ObjectProvider<DataSource> usual, ObjectProvider<DataSource> marked) {
    DataSource own = marked.getIfAvailable(usual::getIfUnique);
    if (own == null) {
      throw new InvalidConfigurationPropertyValueException(
          "herald.client.outbox.enabled",
          true,
          "There are several DataSources and none is primary. Mark the one that has the outbox with"
              + " @HeraldDataSource, or set this to false.");
    }
    return own;
  }

  @Bean
  RelayState heraldRelayState() {
    return new RelayState();
  }

  @Bean
  OutboxSchema heraldOutboxSchema() {
    return new OutboxSchema(dataSource, settings.initializeSchema());
  }

  @Bean
  @DependsOnDatabaseInitialization
  OutboxTable heraldOutboxTable() {
    return new OutboxTable(dataSource, Clock.systemUTC());
  }

  @Bean
  @ConditionalOnMissingBean(Outbox.class)
  Outbox heraldOutbox(OutboxTable table, RelayState state) {
    return new JdbcOutbox(table, transactions(), state);
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "herald.client.outbox.relay", matchIfMissing = true)
  OutboxRelay heraldOutboxRelay(
      OutboxTable table, RelayState state, HeraldClient client, HeraldProperties properties) {
    BackOff backOff = new BackOff(settings.firstPause(), settings.longestPause());
    HeraldClient once = client.with(RetryPolicy.none(properties.attempt()));
    return new OutboxRelay(
        new Forwarding(table, transactions(), once, settings.attempts(), backOff),
        state,
        backOff,
        settings.poll(),
        settings.batch());
  }

  /**
   * Of its own, whatever transaction manager the application has. Read committed: at a stricter
   * level MySQL and MariaDB lock the gaps between rows too, and business transactions would wait.
   */
  private TransactionTemplate transactions() {
    TransactionTemplate template = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    template.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    return template;
  }
}
