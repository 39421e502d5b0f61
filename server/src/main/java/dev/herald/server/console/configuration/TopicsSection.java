package dev.herald.server.console.configuration;

import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.json.JsonBodies;
import dev.herald.server.topic.TopicSpec;
import dev.herald.server.topic.Topics;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code topics}, by code. */
@Component
@Order(4)
record TopicsSection(Topics topics, JsonBodies bodies) implements Section {
  @Override
  public String name() {
    return "topics";
  }

  @Override
  public List<Change> put(Caller by, String code, JsonNode piece) {
    return List.of(topics.put(code, bodies.read(piece, TopicSpec.class)));
  }
}
