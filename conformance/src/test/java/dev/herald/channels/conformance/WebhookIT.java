package dev.herald.channels.conformance;

import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import java.util.Map;

class WebhookIT extends ConformanceSuite {
  @Override
  String connector() {
    return "webhook";
  }

  @Override
  Map<String, String> settings() {
    return Map.of("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  }

  @Override
  Content content() {
    return new Content.Payload("grant.vested", "{\"shares\": 100.50}");
  }

  @Override
  Content refusedContent() {
    return new Content.Email("Hi", null, "text");
  }

  @Override
  Destination destination() {
    return new Destination(Destination.Kind.URL, "https://hooks.example.com/in/7d0f");
  }

  @Override
  String sentWords() {
    return "{\"shares\": 100.50}";
  }

  @Override
  String echoCode() {
    return "400";
  }

  @Override
  boolean judgesByStatus() {
    return true;
  }
}
