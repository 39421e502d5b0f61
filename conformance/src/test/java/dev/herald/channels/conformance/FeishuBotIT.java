package dev.herald.channels.conformance;

import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Rejection;
import java.util.Map;
import java.util.Optional;

class FeishuBotIT extends ConformanceSuite {
  @Override
  String connector() {
    return "feishu-bot";
  }

  @Override
  Map<String, String> settings() {
    return Map.of("token", "sandbox-hr", "secret", "SECsandbox-hr");
  }

  @Override
  Content content() {
    return new Content.Markdown("到账", "**已归属** 100 股");
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
    return "**已归属** 100 股";
  }

  @Override
  String echoCode() {
    return "19024";
  }

  @Override
  Optional<Rejection> badRecipient() {
    return Optional.empty();
  }
}
