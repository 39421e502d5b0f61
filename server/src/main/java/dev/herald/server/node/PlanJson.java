package dev.herald.server.node;

import dev.herald.channel.Channel;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.TemplateFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Channel plans as people write them: {@code email}, {@code {every: [email, sms]}} or {@code
 * {fallback: [dingtalk, sms]}}. A channel may be a feed with its name: {@code feed:payroll}.
 */
final class PlanJson {
  private static final String OF_FEED = ChannelPlan.FEED.name() + ":";
  private static final ChannelPlan.Step HARMLESS = ChannelPlan.Step.to(Channel.EMAIL);

  private final FieldErrors errors;

  PlanJson(FieldErrors errors) {
    this.errors = errors;
  }

  /** The plan, or a harmless one after an error. */
  ChannelPlan read(@Nullable JsonNode plan) {
    if (plan != null && plan.isString()) {
      return new ChannelPlan.Every(List.of(step("plan", plan.stringValue())));
    }
    if (plan != null && plan.size() == 1 && plan.path("every").isArray()) {
      return new ChannelPlan.Every(steps("plan.every", plan.path("every")));
    }
    if (plan != null && plan.size() == 1 && plan.path("fallback").isArray()) {
      return new ChannelPlan.Fallback(steps("plan.fallback", plan.path("fallback")));
    }
    errors.add(
        "plan", plan == null ? new TemplateFault.PlanMissing() : new TemplateFault.PlanInvalid());
    return new ChannelPlan.Every(List.of(HARMLESS));
  }

  static JsonNode write(ChannelPlan plan) {
    return switch (plan) {
      case ChannelPlan.Every(var steps) when steps.size() == 1 ->
          JsonNodeFactory.instance.stringNode(steps.getFirst().written());
      case ChannelPlan.Every(var steps) -> named("every", steps);
      case ChannelPlan.Fallback(var steps) -> named("fallback", steps);
    };
  }

  /** The channel of a name, or a harmless one after an error. */
  Channel channel(String field, @Nullable String name) {
    try {
      return new Channel(name == null ? "" : name);
    } catch (IllegalArgumentException _) {
      errors.add(
          field,
          name == null
              ? new TemplateFault.ChannelNameMissing()
              : new TemplateFault.ChannelNameInvalid());
      return Channel.EMAIL;
    }
  }

  /** The channel of a plan, with the feed that it may name. */
  private ChannelPlan.Step step(String field, String written) {
    if (!written.startsWith(OF_FEED)) {
      return ChannelPlan.Step.to(channel(field, written));
    }
    String feed = written.substring(OF_FEED.length());
    errors.code(field, feed);
    return new ChannelPlan.Step(ChannelPlan.FEED, feed);
  }

  private List<ChannelPlan.Step> steps(String field, JsonNode names) {
    Map<String, ChannelPlan.Step> channels = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String at = "%s[%d]".formatted(field, i);
      String name = names.get(i).asString("");
      if (channels.put(name, step(at, name)) != null) {
        errors.add(at, new FieldFault.ItemTwice());
      }
    }
    if (channels.isEmpty()) {
      errors.add(field, new TemplateFault.PlanEmpty());
    }
    return channels.isEmpty() || !errors.isEmpty()
        ? List.of(HARMLESS)
        : List.copyOf(channels.values());
  }

  private static ObjectNode named(String kind, List<ChannelPlan.Step> steps) {
    ObjectNode plan = JsonNodeFactory.instance.objectNode();
    steps.forEach(step -> plan.withArray(kind).add(step.written()));
    return plan;
  }
}
