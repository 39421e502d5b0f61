package dev.herald.channels.conformance;

import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Rejection;
import java.util.Map;
import java.util.Optional;

class WeComRobotIT extends ConformanceSuite {
  @Override
  String connector() {
    return "wecom-robot";
  }

  @Override
  Map<String, String> settings() {
    return Map.of("key", "693a91f6-7aaa-4bc4-97a0");
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
    return "40058";
  }

  @Override
  Optional<Rejection> badRecipient() {
    return Optional.empty();
  }
}
