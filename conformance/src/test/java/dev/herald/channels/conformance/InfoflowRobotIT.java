package dev.herald.channels.conformance;

import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Rejection;
import java.util.Map;
import java.util.Optional;

class InfoflowRobotIT extends ConformanceSuite {
  @Override
  String connector() {
    return "infoflow-robot";
  }

  @Override
  Map<String, String> settings() {
    return Map.of("token", "d1234567890", "groups", "4249864,4249865");
  }

  @Override
  Content content() {
    return new Content.Text("已归属 100 股");
  }

  @Override
  Content refusedContent() {
    return new Content.Email("Hi", null, "text");
  }

  @Override
  Destination destination() {
    return Destination.NONE;
  }

  @Override
  String sentWords() {
    return "已归属 100 股";
  }

  @Override
  String echoCode() {
    return "40000";
  }

  @Override
  Optional<Rejection> badRecipient() {
    return Optional.empty();
  }
}
