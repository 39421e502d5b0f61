package dev.herald.server.node;

import dev.herald.server.directory.QuietHours;
import dev.herald.server.platform.Durations;
import dev.herald.server.template.TemplateStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A node as it is shown.
 *
 * @param topic what it is about to a person; {@code application/node} is its own
 * @param exempt whether its messages heed nothing of what people want
 * @param quiet what it does in quiet hours
 * @param quietHours its own; left out: its tenant's
 * @param escalateAfter when the next channel is used although none failed; left out: never
 * @param escalateUnless what ends that in time
 * @param digest when what it gathers goes; left out: each goes alone
 * @param templateSchema of the variables of its templates; left out: {@code schema}
 * @param templates all of its templates that the caller may see, whoever they are for
 * @param missing the channels of its plan without a published template for the tenant that was
 *     asked about, or else for a tenant without templates of its own
 */
record NodeView(
    UUID id,
    String code,
    String name,
    String lane,
    JsonNode plan,
    @Nullable String escalateAfter,
    @Nullable String escalateUnless,
    JsonNode schema,
    String dedupWindow,
    @Nullable String expiry,
    @Nullable String retention,
    boolean reachesSuppressed,
    String topic,
    boolean exempt,
    String quiet,
    @Nullable QuietHours quietHours,
    @Nullable String digest,
    @Nullable JsonNode templateSchema,
    String locale,
    List<TemplateStore.Listed> templates,
    List<String> missing) {

  static NodeView of(Node node, List<TemplateStore.Listed> templates, List<String> missing) {
    Duration expiry = node.expiry();
    Duration retention = node.retention();
    ChannelPlan.Escalation escalation = node.escalation();
    Courtesy.Digest digest = node.courtesy().digest();
    return new NodeView(
        node.id(),
        node.code(),
        node.name(),
        node.lane(),
        PlanJson.write(node.plan()),
        escalation == null ? null : Durations.print(escalation.after()),
        escalation == null ? null : escalation.unless().name().toLowerCase(Locale.ROOT),
        node.schema().json(),
        Durations.print(node.dedupWindow()),
        expiry == null ? null : Durations.print(expiry),
        retention == null ? null : Durations.print(retention),
        node.reachesSuppressed(),
        node.courtesy().topic(),
        node.courtesy().exempt(),
        node.courtesy().inQuietHours(node.lane()).name().toLowerCase(Locale.ROOT),
        node.courtesy().quietHours(),
        digest == null ? null : digest.written(),
        digest == null ? null : node.wording().json(),
        node.locale().toLanguageTag(),
        templates,
        missing);
  }
}
