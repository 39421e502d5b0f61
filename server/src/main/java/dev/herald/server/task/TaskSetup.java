package dev.herald.server.task;

import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
class TaskSetup {
  @Bean
  Transactions transactions(DataSource dataSource) {
    return new Transactions(dataSource);
  }
}
