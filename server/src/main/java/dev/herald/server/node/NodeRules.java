package dev.herald.server.node;

import dev.herald.server.authorization.Application;
import dev.herald.server.directory.Locales;
import dev.herald.server.directory.QuietHours;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.TemplateFault;
import dev.herald.server.reason.Thing;
import dev.herald.server.schema.VariableSchema;
import dev.herald.server.topic.Topic;
import dev.herald.server.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a node must be.
 *
 * @param lanes the names of those that are configured
 * @param topics those that it may name
 */
record NodeRules(Set<String> lanes, Topics topics) {
  private static final String CRITICAL = "critical";
  private static final Duration LONGEST_WINDOW = Duration.ofDays(7);
  private static final Duration LONGEST_EXPIRY = Duration.ofDays(30);
  private static final Duration LONGEST_RETENTION = Duration.ofDays(3650);
  private static final JsonNode NO_VARIABLES =
      JsonNodeFactory.instance.objectNode().put("type", "object");
  private static final VariableSchema WITHOUT_VARIABLES = VariableSchema.of(NO_VARIABLES);

  Node checked(Application application, String code, NodeSpec spec, Optional<Node> present) {
    FieldErrors errors = new FieldErrors();
    Duration window = duration("dedupWindow", spec.dedupWindow(), LONGEST_WINDOW, errors);
    Duration expiry = duration("expiry", spec.expiry(), LONGEST_EXPIRY, errors);
    if (expiry != null && expiry.isZero()) {
      errors.add("expiry", new TemplateFault.ExpiryTooShort());
    }
    Node node =
        new Node(
            present.map(Node::id).orElseGet(Ids::next),
            application.id(),
            errors.code("code", code),
            errors.text("name", spec.name(), 100),
            lane(spec.lane(), errors),
            new PlanJson(errors).read(spec.plan()),
            escalation(spec, errors),
            schema(spec.schema(), errors),
            window == null ? Duration.ZERO : window,
            expiry,
            retention(spec.retention(), errors),
            reachesSuppressed(spec, errors),
            courtesy(application, code, spec, errors),
            Locales.parse("locale", spec.locale(), errors));
    errors.throwIfAny();
    return node;
  }

  private static ChannelPlan.@Nullable Escalation escalation(NodeSpec spec, FieldErrors errors) {
    Duration after = duration("escalateAfter", spec.escalateAfter(), LONGEST_WINDOW, errors);
    if (after == null) {
      return null;
    }
    if (after.isZero()) {
      errors.add("escalateAfter", new FieldFault.DurationInvalid("0s"));
    }
    if (spec.plan() == null || spec.plan().path("fallback").size() < 2) {
      errors.add("escalateAfter", new TemplateFault.EscalationNeedsFallback());
    }
    String unless = spec.escalateUnless() == null ? "delivered" : spec.escalateUnless();
    if (!List.of("delivered", "read").contains(unless)) {
      errors.add("escalateUnless", new FieldFault.ChoiceWrong(List.of("delivered", "read")));
      return null;
    }
    return new ChannelPlan.Escalation(
        after, ChannelPlan.Escalation.Unless.valueOf(unless.toUpperCase(Locale.ROOT)));
  }

  private static boolean reachesSuppressed(NodeSpec spec, FieldErrors errors) {
    boolean wanted = Boolean.TRUE.equals(spec.reachesSuppressed());
    if (wanted && !CRITICAL.equals(spec.lane())) {
      errors.add("reachesSuppressed", new TemplateFault.SuppressedNeedsCritical());
    }
    return wanted;
  }

  private static @Nullable Duration retention(@Nullable String text, FieldErrors errors) {
    Duration retention = duration("retention", text, LONGEST_RETENTION, errors);
    if (retention != null && !retention.equals(Duration.ofDays(Math.max(1, retention.toDays())))) {
      errors.add("retention", new TemplateFault.RetentionNotInDays(LONGEST_RETENTION.toDays()));
    }
    return retention;
  }

  private Courtesy courtesy(
      Application application, String code, NodeSpec spec, FieldErrors errors) {
    boolean exempt = Boolean.TRUE.equals(spec.exempt());
    if (exempt && !CRITICAL.equals(spec.lane())) {
      errors.add("exempt", new TemplateFault.ExemptNeedsCritical());
    }
    String topic = spec.topic();
    if (topic == null) {
      topic = Courtesy.ownTopic(application.code(), code);
    } else if (topics.find(topic).isEmpty()) {
      errors.add(
          "topic",
          Spelling.unknown(Thing.TOPIC, topic, topics.list().stream().map(Topic::code).toList()));
    }
    return new Courtesy(
        topic,
        exempt,
        quiet(spec.quiet(), errors),
        QuietHours.checked("quietHours", spec.quietHours(), errors),
        digest(spec.digest(), errors));
  }

  private static Courtesy.@Nullable Digest digest(@Nullable String written, FieldErrors errors) {
    if (written == null) {
      return null;
    }
    try {
      return Courtesy.Digest.of(written);
    } catch (IllegalArgumentException _) {
      errors.add("digest", new TemplateFault.DigestInvalid(written));
      return null;
    }
  }

  private static Courtesy.@Nullable Quiet quiet(@Nullable String written, FieldErrors errors) {
    if (written == null) {
      return null;
    }
    for (Courtesy.Quiet each : Courtesy.Quiet.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(written)) {
        return each;
      }
    }
    errors.add("quiet", new FieldFault.ChoiceWrong(List.of("hold", "drop", "send")));
    return null;
  }

  private String lane(@Nullable String lane, FieldErrors errors) {
    if (lane != null && !lanes.contains(lane)) {
      errors.add("lane", Spelling.unknown(Thing.LANE, lane, lanes));
    }
    return lane == null ? "normal" : lane;
  }

  private static VariableSchema schema(@Nullable JsonNode schema, FieldErrors errors) {
    if (schema == null) {
      return WITHOUT_VARIABLES;
    }
    try {
      return VariableSchema.of(schema);
    } catch (RequestProblem.Invalid invalid) {
      invalid.errors().forEach(errors::add);
      return WITHOUT_VARIABLES;
    }
  }

  private static @Nullable Duration duration(
      String field, @Nullable String text, Duration longest, FieldErrors errors) {
    return text == null ? null : errors.seconds(field, text, longest);
  }
}
