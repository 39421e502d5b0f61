package dev.herald.server.alarm;

import dev.herald.channel.Channel;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.intake.CallerKey;
import dev.herald.server.intake.Incoming;
import dev.herald.server.intake.Intake;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.web.PublicUrl;
import dev.herald.server.reason.Language;
import dev.herald.server.reason.Wording;
import dev.herald.server.source.Sources;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends alarms as messages of a node, like any business system. By channels that have a source
 * which no alarm is about; by all of its plan where every one has.
 */
@Component
class AlarmMessages {
  private static final int MOST_LINES = 10;

  private final Intake intake;
  private final Applications applications;
  private final Recipients directory;
  private final Tenants tenants;
  private final Nodes nodes;
  private final Sources sources;
  private final PublicUrl url;
  private final JsonMapper json;

  AlarmMessages(
      Intake intake,
      Applications applications,
      Tenants tenants,
      Recipients directory,
      Nodes nodes,
      Sources sources,
      PublicUrl url,
      JsonMapper json) {
    this.intake = intake;
    this.applications = applications;
    this.tenants = tenants;
    this.directory = directory;
    this.nodes = nodes;
    this.sources = sources;
    this.url = url;
    this.json = json;
  }

  /**
   * @param open all alarms there are now
   * @throws dev.herald.server.platform.problem.RequestProblem when it can't be submitted
   */
  void send(AlarmSettings.Sender sender, Notice notice, List<Alarm> open) {
    Tenant tenant = tenants.get(sender.tenant());
    ArrayNode to = to(sender, tenant, notice);
    if (to.isEmpty()) {
      return;
    }
    Node node = nodes.get(applications.get(sender.application()).id(), sender.node());
    ObjectNode request = json.createObjectNode();
    request.put("application", sender.application());
    request.put("node", sender.node());
    request.put("tenant", sender.tenant());
    request.set("to", to);
    request.set("data", data(notice, Language.of(tenant.locale())));
    Set<String> channels = channels(node, tenant, failing(open));
    if (!channels.isEmpty()) {
      request.set("channels", json.valueToTree(channels));
    }
    intake
        .accept(
            new Incoming.Line(
                new Caller.Administrator(),
                CallerKey.ofCall("alarms", key(notice)),
                null,
                null,
                json.writeValueAsBytes(request)))
        .ack();
  }

  /** Equal for the same notice, which is then not sent twice. */
  private static String key(Notice notice) {
    return notice.event()
        + " "
        + notice.alarms().getFirst().id()
        + " "
        + notice.alarms().getLast().id()
        + " "
        + notice.alarms().size();
  }

  /** Who is gone from the directory keeps the others from nothing. */
  private ArrayNode to(AlarmSettings.Sender sender, Tenant tenant, Notice notice) {
    ArrayNode to = json.createArrayNode();
    List<String> recipients =
        switch (notice.event()) {
          case FIRING, RESOLVED -> sender.recipients();
          case ESCALATED -> sender.escalation();
        };
    Set<String> known = directory.find(tenant.id(), recipients).keySet();
    recipients.stream()
        .filter(known::contains)
        .forEach(code -> to.addObject().put("recipient", code));
    if (notice.event() == Notice.Event.ESCALATED) {
      owners(notice)
          .forEach(
              address -> to.addObject().put(address.startsWith("+") ? "phone" : "email", address));
    }
    return to;
  }

  /** The contacts of the applications that the alarms are about, where they are addresses. */
  private Set<String> owners(Notice notice) {
    return notice.alarms().stream()
        .flatMap(alarm -> Stream.ofNullable(alarm.subject().application()))
        .flatMap(code -> applications.find(code).stream())
        .flatMap(application -> Stream.ofNullable(application.contact()))
        .map(String::strip)
        .filter(contact -> contact.matches("\\+[0-9]{6,15}|[^@\\s]+@[^@\\s]+\\.[^@\\s]+"))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private ObjectNode data(Notice notice, Language language) {
    Wording wording = new Wording(language);
    List<Alarm> alarms = notice.alarms();
    String first = wording.of(alarms.getFirst().reason());
    String text =
        alarms.stream()
            .limit(MOST_LINES)
            .map(alarm -> wording.of(alarm.reason()))
            .collect(Collectors.joining("\n"));
    ObjectNode data = json.createObjectNode();
    data.put("event", notice.event().name());
    data.put("count", alarms.size());
    data.put("title", first);
    data.put("text", alarms.size() > MOST_LINES ? text + "\n…" : text);
    data.put("link", url.configured().map(base -> base + "/alarms").orElse(""));
    return data;
  }

  private static Set<String> failing(List<Alarm> open) {
    return open.stream()
        .flatMap(alarm -> Stream.ofNullable(alarm.subject().source()))
        .collect(Collectors.toSet());
  }

  /** Empty: those of the plan. */
  private Set<String> channels(Node node, Tenant tenant, Set<String> failing) {
    List<Channel> plan = node.plan().channels();
    Set<String> works =
        plan.stream()
            .filter(channel ->
                sources.candidates(tenant.id(), channel).stream()
                    .anyMatch(
                        source -> !source.paused() && !failing.contains(source.source().code())))
            .map(Channel::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return works.size() == plan.size() ? Set.of() : works;
  }
}
