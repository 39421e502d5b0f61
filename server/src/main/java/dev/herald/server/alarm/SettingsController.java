package dev.herald.server.alarm;

import dev.herald.server.application.Applications;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenants;
import dev.herald.server.lane.LaneSettings;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.AlarmFault;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/alarm-settings")
@Requires(
    value = Permission.ADMINISTER,
    across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
@Tag(name = "Alarms")
class SettingsController {
  private static final int MOST = 50;

  private final AlarmSettings settings;
  private final Applications applications;
  private final Nodes nodes;
  private final Recipients recipients;
  private final Tenants tenants;
  private final LaneSettings lanes;
  private final AuditLog audit;
  private final AlertmanagerWebhook hook;

  SettingsController(
      AlarmSettings settings,
      AlertmanagerWebhook hook,
      Applications applications,
      Nodes nodes,
      Tenants tenants,
      Recipients recipients,
      LaneSettings lanes,
      AuditLog audit) {
    this.settings = settings;
    this.hook = hook;
    this.applications = applications;
    this.nodes = nodes;
    this.tenants = tenants;
    this.recipients = recipients;
    this.lanes = lanes;
    this.audit = audit;
  }

  /**
   * Who is told of alarms.
   *
   * @param webhookHost the rest of its address is not shown; null: none
   */
  record AlarmSettingsView(
      @Nullable String webhookHost,
      @Nullable String application,
      @Nullable String node,
      @Nullable String tenant,
      List<String> recipients,
      List<String> escalation) {
    static AlarmSettingsView of(AlarmSettings.Settings kept) {
      URI webhook = kept.webhook();
      AlarmSettings.Sender sender = kept.sender();
      String host = webhook == null ? null : webhook.getHost();
      return sender == null
          ? new AlarmSettingsView(host, null, null, null, List.of(), List.of())
          : new AlarmSettingsView(
              host,
              sender.application(),
              sender.node(),
              sender.tenant(),
              sender.recipients(),
              sender.escalation());
    }
  }

  /**
   * As they are to be.
   *
   * @param webhook null: as it is; empty: none
   * @param application of the node that alarms are sent by; null: nobody is sent messages
   * @param recipients of the tenant, by code
   * @param escalation those who are told when nobody acknowledges
   */
  record AlarmSettingsSpec(
      @Nullable String webhook,
      @Nullable String application,
      @Nullable String node,
      @Nullable String tenant,
      @Nullable List<String> recipients,
      @Nullable List<String> escalation) {
    /** Whether it says who is to be told. */
    boolean namesSomebody() {
      return isText(node) || isText(tenant) || isSome(recipients) || isSome(escalation);
    }

    private static boolean isText(@Nullable String text) {
      return text != null && !text.isBlank();
    }

    private static boolean isSome(@Nullable List<String> codes) {
      return codes != null && !codes.isEmpty();
    }

    /** Without the address, which may hold a token. */
    @Override
    public String toString() {
      return "alarm settings";
    }
  }

  @GetMapping
  @Operation(operationId = "getAlarmSettings", summary = "Who is told of alarms")
  AlarmSettingsView get(Caller.Staff caller) {
    return AlarmSettingsView.of(settings.read());
  }

  @PutMapping
  @Transactional
  @Operation(operationId = "putAlarmSettings", summary = "Set who is told of alarms")
  AlarmSettingsView put(Caller.Staff caller, @RequestBody AlarmSettingsSpec spec) {
    FieldErrors errors = new FieldErrors();
    URI webhook = webhook(spec.webhook, errors);
    AlarmSettings.Sender sender = sender(spec, errors);
    errors.throwIfAny();
    settings.write(new AlarmSettings.Settings(webhook, sender));
    AlarmSettingsView kept = AlarmSettingsView.of(settings.read());
    audit.record(Act.of("alarm-settings.set", "alarm-settings", "all").with(kept));
    return kept;
  }

  private @Nullable URI webhook(@Nullable String text, FieldErrors errors) {
    if (text == null) {
      return settings.read().webhook();
    }
    if (text.isBlank()) {
      return null;
    }
    try {
      URI uri = URI.create(text.strip());
      if (List.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null) {
        checkTarget(uri, errors);
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // named below
    }
    errors.add("webhook", new AlarmFault.WebhookInvalid());
    return null;
  }

  private void checkTarget(URI uri, FieldErrors errors) {
    if (uri.getRawUserInfo() != null) {
      errors.add("webhook", new AlarmFault.WebhookWithCredentials());
    } else if (!hook.mayReach(uri)) {
      errors.add("webhook", new AlarmFault.WebhookPrivate(uri.getHost()));
    }
  }

  private AlarmSettings.@Nullable Sender sender(AlarmSettingsSpec spec, FieldErrors errors) {
    if (spec.application == null || spec.application.isBlank()) {
      if (spec.namesSomebody()) {
        errors.add("application", new FieldFault.FieldMissing());
      }
      return null;
    }
    String node = errors.text("node", spec.node, 64);
    String tenant = errors.text("tenant", spec.tenant, 64);
    if (!node.isEmpty()) {
      checkNode(spec.application, node, errors);
    }
    if (!tenant.isEmpty() && tenants.find(tenant).isEmpty()) {
      errors.add("tenant", new FieldFault.ThingUnknown(Thing.TENANT.word(), tenant));
    }
    AlarmSettings.Sender sender =
        new AlarmSettings.Sender(
            spec.application,
            node,
            tenant,
            codes("recipients", spec.recipients, errors),
            codes("escalation", spec.escalation, errors));
    tenants
        .find(tenant)
        .ifPresent(found -> {
          checkRecipients("recipients", found.id(), sender.recipients(), errors);
          checkRecipients("escalation", found.id(), sender.escalation(), errors);
        });
    return sender;
  }

  private void checkRecipients(String field, UUID tenant, List<String> codes, FieldErrors errors) {
    Set<String> known = recipients.find(tenant, codes).keySet();
    for (String code : codes) {
      if (!known.contains(code)) {
        errors.add(field, new FieldFault.ThingUnknown(Thing.RECIPIENT.word(), code));
      }
    }
  }

  /** What tells of trouble must not stand in line behind what causes it. */
  private void checkNode(String application, String code, FieldErrors errors) {
    Optional<Node> node =
        applications.find(application).flatMap(found -> nodes.find(found.id(), code));
    if (node.isEmpty()) {
      errors.add("node", new FieldFault.ThingUnknown(Thing.NODE.word(), application + "/" + code));
    } else if (!urgent().contains(node.get().lane())) {
      errors.add("node", new AlarmFault.NodeNotUrgent(node.get().lane(), urgent()));
    }
  }

  private List<String> urgent() {
    return lanes.lanes().entrySet().stream()
        .filter(lane -> lane.getValue().priority() == LaneSettings.Priority.URGENT)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static List<String> codes(
      String field, @Nullable List<String> codes, FieldErrors errors) {
    if (codes == null) {
      return List.of();
    }
    if (codes.size() > MOST) {
      errors.add(field, new FieldFault.NumberOutOfRange(0, MOST));
    }
    return codes.stream().map(String::strip).filter(code -> !code.isEmpty()).distinct().toList();
  }
}
