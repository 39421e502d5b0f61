package dev.herald.server.platform.database;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class DatabaseSetup {

  @Bean
  static SeparatePools separatePools(Environment environment) {
    return new SeparatePools(environment);
  }

  @Bean
  Transactions transactions(DataSource dataSource) {
    return new Transactions(dataSource);
  }
}
