package dev.herald.server.node;

import dev.herald.channel.Channel;
import dev.herald.server.platform.problem.FieldErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Channel plans as people write them: {@code email}, {@code {every: [email, sms]}} or {@code
 * {fallback: [dingtalk, sms]}}.
 */
final class PlanJson {
  private final FieldErrors errors;

  PlanJson(FieldErrors errors) {
    this.errors = errors;
  }

  /** The plan, or a harmless one after an error. */
  ChannelPlan read(@Nullable JsonNode plan) {
    if (plan != null && plan.isString()) {
      return new ChannelPlan.Every(List.of(channel("plan", plan.stringValue())));
    }
    if (plan != null && plan.size() == 1 && plan.path("every").isArray()) {
      return new ChannelPlan.Every(channels("plan.every", plan.path("every")));
    }
    if (plan != null && plan.size() == 1 && plan.path("fallback").isArray()) {
      return new ChannelPlan.Fallback(channels("plan.fallback", plan.path("fallback")));
    }
    errors.add(
        "plan",
        plan == null ? "is missing" : "is no channel plan",
        "a channel like email, {every: [email, sms]} or {fallback: [dingtalk, sms]}");
    return new ChannelPlan.Every(List.of(Channel.EMAIL));
  }

  static JsonNode write(ChannelPlan plan) {
    return switch (plan) {
      case ChannelPlan.Every(var channels) when channels.size() == 1 ->
          JsonNodeFactory.instance.stringNode(channels.getFirst().name());
      case ChannelPlan.Every(var channels) -> named("every", channels);
      case ChannelPlan.Fallback(var channels) -> named("fallback", channels);
    };
  }

  /** The channel of a name, or a harmless one after an error. */
  Channel channel(String field, @Nullable String name) {
    try {
      return new Channel(name == null ? "" : name);
    } catch (IllegalArgumentException _) {
      errors.add(
          field, name == null ? "is missing" : "is no channel", "a name like email or app-push");
      return Channel.EMAIL;
    }
  }

  private List<Channel> channels(String field, JsonNode names) {
    Map<String, Channel> channels = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String at = "%s[%d]".formatted(field, i);
      String name = names.get(i).asString("");
      if (channels.put(name, channel(at, name)) != null) {
        errors.add(at, "is there twice", "each channel once");
      }
    }
    if (channels.isEmpty()) {
      errors.add(field, "is empty", "at least one channel");
    }
    return channels.isEmpty() || !errors.isEmpty()
        ? List.of(Channel.EMAIL)
        : List.copyOf(channels.values());
  }

  private static ObjectNode named(String kind, List<Channel> channels) {
    ObjectNode plan = JsonNodeFactory.instance.objectNode();
    channels.forEach(channel -> plan.withArray(kind).add(channel.name()));
    return plan;
  }
}
