package dev.herald.server.crash;

import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A message as the API shows it, with its trace. */
record Trace(JsonNode message) {
  UUID id() {
    return UUID.fromString(message.path("id").asString());
  }

  String state() {
    return message.path("state").asString();
  }

  /** Whether its connector never repeats an ambiguous call by itself. */
  boolean isHeldWhenInDoubt() {
    return message.path("channel").asString().equals("sms");
  }

  int attempts() {
    return message.path("attempts").asInt();
  }

  boolean wasAdopted() {
    return steps().anyMatch(step -> step.path("kind").asString().equals("ADOPTED"));
  }

  /** Whether it says that nobody knew whether the provider had taken the message. */
  boolean wasAmbiguous() {
    return steps().anyMatch(step -> step.at("/attempt/outcome").asString("").equals("UNKNOWN"));
  }

  private Stream<JsonNode> steps() {
    return message.path("trace").valueStream();
  }
}
