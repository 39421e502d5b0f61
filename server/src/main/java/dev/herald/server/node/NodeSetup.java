package dev.herald.server.node;

import dev.herald.server.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class NodeSetup {
  private static final Set<String> LANES = new TreeSet<>(List.of("critical", "normal", "bulk"));

  @Bean
  NodeRules nodeRules(Environment environment, Topics topics) {
    return new NodeRules(
        Binder.get(environment)
            .bind("herald.lanes", Bindable.mapOf(String.class, Object.class))
            .map(Map::keySet)
            .orElse(LANES),
        topics);
  }
}
