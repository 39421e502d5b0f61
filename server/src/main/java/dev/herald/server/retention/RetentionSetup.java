package dev.herald.server.retention;

import dev.herald.server.node.Nodes;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
class RetentionSetup {
  @Bean
  OldMessages.Rules retentionRules(
      Partitions partitions, RetentionSettings settings, Nodes nodes, LegalHolds holds) {
    return new OldMessages.Rules(partitions, settings, nodes, holds);
  }
}
