package dev.herald.server.erasure;

import dev.herald.channel.Channel;
import dev.herald.server.application.Applications;
import dev.herald.server.directory.Recipient;
import dev.herald.server.node.Nodes;
import dev.herald.server.node.Templates;
import dev.herald.server.platform.Ids;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.reason.Wording;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.search.Messages;
import dev.herald.server.suppression.Suppression;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Remnants;
import dev.herald.server.task.TraceEvent;
import java.io.OutputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Everything that is kept about a recipient, as one JSON document. */
@Component
class PersonExport {
  private final Messages messages;
  private final Whose whose;
  private final Erasure.Kept kept;
  private final List<Remnants> remnants;
  private final JsonMapper json;
  private final Clock clock;

  /** Whose the messages are, and what they were made from. */
  record Whose(Applications applications, Nodes nodes, Templates templates) {}

  PersonExport(
      Messages messages,
      Whose whose,
      Erasure.Kept kept,
      List<Remnants> remnants,
      JsonMapper json,
      Clock clock) {
    this.messages = messages;
    this.whose = whose;
    this.kept = kept;
    this.remnants = remnants;
    this.json = json;
    this.clock = clock;
  }

  /** One message at a time, however many there are. Leaves the stream open. */
  void write(Person person, OutputStream out) {
    try (JsonGenerator document =
        json.createGenerator(out).configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false)) {
      document.writeStartObject();
      document.writePOJOProperty("exportedAt", clock.instant());
      document.writePOJOProperty("recipient", recipient(person));
      document.writePOJOProperty(
          "suppressions",
          kept.suppressions().of(person.tenant().id(), person.addressKeys()).stream()
              .map(PersonExport::suppression)
              .toList());
      kept.others()
          .forEach(each -> document.writePOJOProperty(each.name(), each.of(person.recipient())));
      document.writeArrayPropertyStart("messages");
      person
          .messages()
          .forEach(id ->
              messages
                  .find(id)
                  .ifPresent(found -> {
                    document.writePOJO(message(found));
                  }));
      document.writeEndArray();
      document.writeEndObject();
    }
  }

  private static Map<String, Object> recipient(Person person) {
    Recipient recipient = person.recipient();
    Map<String, String> addresses = new TreeMap<>();
    recipient.addresses().forEach((channel, address) -> addresses.put(channel.name(), address));
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("tenant", person.tenant().code());
    told.put("code", recipient.code());
    told.put("name", recipient.name());
    if (recipient.locale() != null) {
      told.put("locale", recipient.locale().toLanguageTag());
    }
    if (recipient.zone() != null) {
      told.put("zone", recipient.zone().getId());
    }
    told.put("channels", recipient.channelOrder().stream().map(Channel::name).toList());
    told.put("addresses", addresses);
    Map<String, List<String>> devices = new TreeMap<>();
    recipient.devices().forEach((channel, tokens) -> devices.put(channel.name(), tokens));
    told.put("devices", devices);
    told.put("attributes", new TreeMap<>(recipient.attributes()));
    return told;
  }

  private static Map<String, Object> suppression(Suppression entry) {
    return Map.of(
        "channel",
        entry.channel().name(),
        "address",
        entry.address().address(),
        "cause",
        entry.cause(),
        "since",
        entry.since());
  }

  private Map<String, Object> message(MessageRecord found) {
    NewMessage message = found.message();
    MessageContext context = message.context();
    UUID application = message.ownership().applicationId();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("id", message.id());
    told.put("acceptedAt", Ids.madeAt(message.id()));
    told.put("application", whose.applications.get(application).code());
    told.put("node", whose.nodes.get(message.ownership().nodeId()).code());
    told.put("channel", context.route().channel().name());
    told.put("state", found.state());
    if (!context.doesNotOpen()) {
      told.put("address", context.route().destination().address());
      told.put(
          "variables",
          whose.templates.version(context.route().templateVersionId()).masked(context.data()));
    }
    told.put("trace", found.events().stream().map(PersonExport::step).toList());
    remnants.forEach(each -> {
      List<Map<String, Object>> some = each.of(message.id());
      if (!some.isEmpty()) {
        told.put(each.name(), some);
      }
    });
    return told;
  }

  private static Map<String, Object> step(TraceEvent event) {
    return Map.of(
        "at",
        event.at(),
        "kind",
        event.kind(),
        "state",
        event.state(),
        "reason",
        WordedReason.of(event.reason(), Wording.ofRequest()).text());
  }
}
