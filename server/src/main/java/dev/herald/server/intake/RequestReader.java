package dev.herald.server.intake;

import dev.herald.channel.Channel;
import dev.herald.channel.Reason;
import dev.herald.server.directory.ChannelNames;
import dev.herald.server.intake.plan.AttachmentReader;
import dev.herald.server.intake.plan.MessageRequest;
import dev.herald.server.intake.plan.SendTime;
import dev.herald.server.platform.Durations;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.SubmissionFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a submission and names everything in it that is not of its form. */
final class RequestReader {
  static final int MOST_RECIPIENTS = 1_000;
  private static final List<String> FIELDS =
      List.of(
          "application",
          "at",
          "attachments",
          "channels",
          "data",
          "expiresIn",
          "node",
          "orderingKey",
          "reference",
          "tenant",
          "to");
  private static final Set<String> FIELDS_OF_PERSON =
      Set.of("recipient", "attachments", "data", "locale", "reference", "email", "phone", "url");

  private static final Set<String> READ_APART =
      Set.of("attachments", "data", "locale", "reference");

  private final ChannelNames channelNames;
  private final FieldErrors errors = new FieldErrors();

  private RequestReader(ChannelNames channelNames) {
    this.channelNames = channelNames;
  }

  /**
   * @param channelNames that people may have addresses for
   * @throws RequestProblem.Invalid naming every wrong field
   */
  static MessageRequest read(JsonNode body, ChannelNames channelNames) {
    RequestReader reader = new RequestReader(channelNames);
    MessageRequest request = reader.request(body);
    reader.errors.throwIfAny();
    return request;
  }

  private MessageRequest request(JsonNode body) {
    if (!body.isObject()) {
      throw new RequestProblem.Invalid("", new SubmissionFault.BodyNotObject());
    }
    for (String name : body.propertyNames()) {
      if (!FIELDS.contains(name)) {
        wrong(
            name,
            name.equals("idempotencyKey")
                ? new SubmissionFault.IdempotencyKeyInLine()
                : Spelling.unknownField(name, FIELDS));
      }
    }
    return new MessageRequest(
        text(body, "application"),
        required(body, "node"),
        required(body, "tenant"),
        recipients(body.get("to")),
        object(body, "data", "data"),
        channels(body.get("channels")),
        SendTime.read(body.get("at"), errors),
        expiresIn(body),
        reference(body, "reference"),
        References.read("orderingKey", text(body, "orderingKey"), errors),
        AttachmentReader.read(body.get("attachments"), "attachments", errors));
  }

  private List<MessageRequest.To> recipients(@Nullable JsonNode to) {
    if (to == null || !to.isArray() || to.isEmpty()) {
      wrong("to", new SubmissionFault.RecipientsMissing());
      return List.of();
    }
    if (to.size() > MOST_RECIPIENTS) {
      wrong("to", new SubmissionFault.RecipientsTooMany(to.size(), MOST_RECIPIENTS));
      return List.of();
    }
    List<MessageRequest.To> entries = new ArrayList<>();
    for (int i = 0; i < to.size(); i++) {
      entries.add(recipient(to.get(i), "to[%d]".formatted(i)));
    }
    return entries;
  }

  private MessageRequest.To recipient(JsonNode entry, String path) {
    Map<String, String> addresses = new HashMap<>();
    String recipient = null;
    if (!entry.isObject()) {
      wrong(path, new SubmissionFault.RecipientNotObject());
      return new MessageRequest.To(null, addresses, empty(), null, null, List.of());
    }
    for (Map.Entry<String, JsonNode> field : entry.properties()) {
      String name = field.getKey();
      if (READ_APART.contains(name)) {
        continue;
      }
      if (!isKnown(name)) {
        wrong(path + "." + name, suggestion(name));
      } else if (field.getValue().isNull()) {
        continue;
      } else if (!field.getValue().isString() || field.getValue().stringValue().isBlank()) {
        wrong(path + "." + name, new SubmissionFault.AddressNotText());
      } else if (name.equals("recipient")) {
        recipient = field.getValue().stringValue();
      } else {
        addresses.put(name, field.getValue().stringValue());
      }
    }
    if (recipient == null && addresses.isEmpty()) {
      wrong(path, new SubmissionFault.RecipientEmpty());
    }
    return new MessageRequest.To(
        recipient,
        addresses,
        object(entry, "data", path + ".data"),
        locale(entry, path),
        reference(entry, path + ".reference"),
        AttachmentReader.read(entry.get("attachments"), path + ".attachments", errors));
  }

  private boolean isKnown(String name) {
    return FIELDS_OF_PERSON.contains(name)
        || ChannelNames.USUAL.contains(name)
        || channelNames.known().contains(name);
  }

  private Reason suggestion(String name) {
    Set<String> known = new TreeSet<>(channelNames.known());
    known.addAll(FIELDS_OF_PERSON);
    return Spelling.unknownField(name, known);
  }

  private @Nullable String reference(JsonNode parent, String path) {
    return References.read(path, text(parent, "reference", path), errors);
  }

  private @Nullable Locale locale(JsonNode entry, String path) {
    String tag = text(entry, "locale", path + ".locale");
    if (tag == null) {
      return null;
    }
    try {
      return new Locale.Builder().setLanguageTag(tag).build();
    } catch (IllformedLocaleException e) {
      wrong(path + ".locale", new SubmissionFault.LanguageTagInvalid(tag));
      return null;
    }
  }

  private List<Channel> channels(@Nullable JsonNode names) {
    if (names == null || names.isNull()) {
      return List.of();
    }
    List<Channel> channels = new ArrayList<>();
    if (!names.isArray()) {
      wrong("channels", new SubmissionFault.ChannelsNotList());
      return channels;
    }
    for (int i = 0; i < names.size(); i++) {
      Channel channel = channel(names.get(i), "channels[%d]".formatted(i));
      if (channel != null && channels.contains(channel)) {
        wrong("channels[%d]".formatted(i), new FieldFault.ItemTwice());
      } else if (channel != null) {
        channels.add(channel);
      }
    }
    return channels;
  }

  private @Nullable Channel channel(JsonNode name, String path) {
    if (!name.isString()) {
      wrong(path, new SubmissionFault.ChannelNotText());
      return null;
    }
    try {
      return new Channel(name.stringValue());
    } catch (IllegalArgumentException e) {
      wrong(path, unknownChannel(name.stringValue()));
      return null;
    }
  }

  private @Nullable Duration expiresIn(JsonNode body) {
    String text = text(body, "expiresIn");
    if (text == null) {
      return null;
    }
    try {
      Duration duration = Durations.parse(text);
      if (duration.isPositive()) {
        return duration;
      }
    } catch (Durations.TooLong e) {
      wrong("expiresIn", new FieldFault.DurationOutOfRange(Durations.print(Durations.LONGEST)));
      return null;
    } catch (IllegalArgumentException e) {
      // named below
    }
    wrong("expiresIn", new SubmissionFault.ExpiryInvalid(text));
    return null;
  }

  private ObjectNode object(JsonNode parent, String name, String path) {
    JsonNode value = parent.get(name);
    if (value == null || value.isNull()) {
      return empty();
    }
    if (value instanceof ObjectNode object) {
      return object;
    }
    wrong(path, new SubmissionFault.DataNotObject());
    return empty();
  }

  private String required(JsonNode body, String name) {
    String text = text(body, name);
    if (text == null || text.isBlank()) {
      if (text != null || !body.hasNonNull(name)) {
        wrong(name, new SubmissionFault.CodeOfThingMissing(name));
      }
      return "";
    }
    return text;
  }

  private @Nullable String text(JsonNode parent, String name) {
    return text(parent, name, name);
  }

  private @Nullable String text(JsonNode parent, String name, String path) {
    JsonNode value = parent.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      wrong(path, new SubmissionFault.TextNotText());
      return null;
    }
    return value.stringValue();
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  private SubmissionFault unknownChannel(String name) {
    Set<String> known = new TreeSet<>(channelNames.known());
    return new SubmissionFault.ChannelUnknown(
        Spelling.nearest(name, known), Spelling.listed(known));
  }

  private void wrong(String field, Reason reason) {
    errors.add(field, reason);
  }
}
