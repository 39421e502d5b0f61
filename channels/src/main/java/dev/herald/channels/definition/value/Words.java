package dev.herald.channels.definition.value;

import dev.herald.channel.Content;
import dev.herald.channel.Mentions;
import dev.herald.channel.Message;
import dev.herald.channel.SentMessage;
import dev.herald.channel.Source;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Vocabulary;
import dev.herald.channels.reason.DefinitionReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words that definitions read, and the values they have for one message. */
public final class Words {
  private static final Set<String> CONTENT =
      Arrays.stream(ContentKind.values())
          .flatMap(kind -> kind.members().stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final Map<String, Set<String>> PARTS =
      Map.of(
          "message.createdAt", TimeWords.FORMS,
          "message.sentAt", TimeWords.FORMS,
          "content.mentions", Set.of("any", "all", "mobiles", "users"),
          "content.named", Vocabulary.ANY_MEMBER);

  /** Below what any language's numbers lose. */
  private static final long LARGEST_NUMBER = (1L << 52) - 1;

  private Words() {}

  public static Vocabulary ofRequest(Set<String> fields) {
    return new Vocabulary(
        Map.of(
            "source",
            fields.isEmpty() ? Vocabulary.NO_MEMBER : fields,
            "content",
            CONTENT,
            "destination",
            Set.of(),
            "message",
            Set.of("id", "call", "number", "attempt", "createdAt"),
            "now",
            TimeWords.FORMS),
        PARTS);
  }

  /** Of a request that is for several messages alone. */
  public static Vocabulary ofSeveral(Set<String> fields) {
    return ofBatch(
        new Vocabulary(
            Map.of(
                "source",
                fields.isEmpty() ? Vocabulary.NO_MEMBER : fields,
                "content",
                CONTENT,
                "message",
                Set.of("call", "attempt"),
                "now",
                TimeWords.FORMS),
            PARTS));
  }

  /** Of a request that may be for several messages. */
  public static Vocabulary ofBatch(Vocabulary request) {
    return request.with("destinations", Set.of()).with("messages", Set.of());
  }

  /** Of a request that is about no message. */
  public static Vocabulary ofToken(Set<String> fields) {
    return new Vocabulary(
        Map.of("source", fields.isEmpty() ? Vocabulary.NO_MEMBER : fields, "now", TimeWords.FORMS),
        PARTS);
  }

  public static Vocabulary ofTokenAnswer(Set<String> fields) {
    return ofToken(fields)
        .with("status", Set.of())
        .with("headers", Set.of())
        .with("body", Set.of());
  }

  public static Vocabulary ofAnswer(Set<String> fields) {
    return ofRequest(fields)
        .with("each", Set.of())
        .with("status", Set.of())
        .with("headers", Set.of())
        .with("body", Set.of());
  }

  /** Of a call that the provider makes. */
  public static Vocabulary ofCallback(Set<String> fields) {
    return ofToken(fields)
        .with("query", Set.of())
        .with("headers", Set.of())
        .with("request", Set.of("url", "body", "fields", "sealed"));
  }

  /** Of the same, once what was sealed is open. */
  public static Vocabulary ofOpened(Set<String> fields) {
    return ofCallback(fields).with("opened", Set.of()).with("body", Set.of());
  }

  /** Of one event that such a call tells of. */
  public static Vocabulary ofEvent(Set<String> fields) {
    return ofOpened(fields).with("each", Set.of());
  }

  public static Vocabulary ofTraceRequest(Set<String> fields) {
    return new Vocabulary(
        Map.of(
            "source",
            fields.isEmpty() ? Vocabulary.NO_MEMBER : fields,
            "destination",
            Set.of(),
            "message",
            Set.of("id", "call", "createdAt", "sentAt", "providerId"),
            "now",
            TimeWords.FORMS),
        PARTS);
  }

  public static Vocabulary ofTraceAnswer(Set<String> fields) {
    return ofTraceRequest(fields)
        .with("status", Set.of())
        .with("headers", Set.of())
        .with("body", Set.of())
        .with("report", Set.of());
  }

  public static Scope of(Message message, Map<String, String> settings, Instant now) {
    return Scope.of(
        Map.of(
            "source", settings,
            "content", content(message.content()),
            "destination", message.destination().address(),
            "message", members(message),
            "now", new TimeWords(now)));
  }

  private static Map<String, Object> members(Message message) {
    return Map.of(
        "id",
        message.id().toString(),
        "call",
        message.id().toString(),
        "number",
        message.id().getLeastSignificantBits() & LARGEST_NUMBER,
        "attempt",
        (long) message.attempt(),
        "createdAt",
        new TimeWords(createdAt(message.id())));
  }

  /** Of several messages that go in one call: what differs among them is in the lists alone. */
  public static Scope of(List<Message> messages, Map<String, String> settings, Instant now) {
    Message first = messages.getFirst();
    return Scope.of(
            Map.of(
                "source",
                settings,
                "content",
                content(first.content()),
                "message",
                Map.of("call", first.id().toString(), "attempt", (long) first.attempt()),
                "now",
                new TimeWords(now)))
        .with("destinations", messages.stream().map(each -> each.destination().address()).toList())
        .with("messages", messages.stream().map(Words::one).toList());
  }

  private static Map<String, Object> one(Message message) {
    return Map.of(
        "id", message.id().toString(),
        "destination", message.destination().address(),
        "content", content(message.content()));
  }

  /** The lists of one that goes alone. */
  public static Scope alone(Message message, Scope scope) {
    return scope
        .with("destinations", List.of(message.destination().address()))
        .with("messages", List.of(one(message)));
  }

  /** The words that say which of several messages is meant. */
  public static Scope about(Message message, Scope call) {
    return call.with("destination", message.destination().address())
        .with("message", members(message));
  }

  /** For a request that is about no message. */
  public static Scope of(Map<String, String> settings, Instant now) {
    return Scope.of(Map.of("source", settings, "now", new TimeWords(now)));
  }

  public static Scope of(SentMessage message, Map<String, String> settings, Instant now) {
    Map<String, Object> members = new HashMap<>();
    members.put("id", message.id().toString());
    members.put("call", message.callId().toString());
    members.put("createdAt", new TimeWords(createdAt(message.id())));
    members.put("sentAt", new TimeWords(message.sentAt()));
    putIfAny(members, "providerId", message.providerId());
    return Scope.of(
        Map.of(
            "source",
            settings,
            "destination",
            message.destination().address(),
            "message",
            members,
            "now",
            new TimeWords(now)));
  }

  /** The settings with the fallbacks of those that the source leaves out. */
  public static Map<String, String> settings(Source source, Map<String, String> fallbacks) {
    if (source.settings().keySet().containsAll(fallbacks.keySet())) {
      return source.settings();
    }
    Map<String, String> settings = new HashMap<>(fallbacks);
    settings.putAll(source.settings());
    return settings;
  }

  /** What definitions read of a content. */
  static Map<String, Object> content(Content content) {
    Map<String, Object> members = new HashMap<>();
    members.put("kind", ContentKind.of(content).word());
    switch (content) {
      case Content.Text(String text, Mentions mentions) -> {
        members.put("text", text);
        members.put("plain", text);
        members.put("mentions", mentions(mentions));
      }
      case Content.Markdown(String title, String markdown, Mentions mentions) -> {
        members.put("title", title);
        members.put("markdown", markdown);
        members.put("plain", markdown);
        members.put("mentions", mentions(mentions));
      }
      case Content.Link(String title, String text, String url, String picture) -> {
        members.put("title", title);
        members.put("text", text);
        members.put("plain", text);
        members.put("url", url);
        putIfAny(members, "picture", picture);
      }
      case Content.Email(String subject, String html, String text, _, _) -> {
        members.put("subject", subject);
        putIfAny(members, "html", html);
        putIfAny(members, "text", text);
        putIfAny(members, "plain", text == null ? html : text);
      }
      case Content.ProviderTemplate template -> {
        members.put("template", template.template());
        members.put("params", template.params());
        if (!template.names().isEmpty() || template.params().isEmpty()) {
          members.put("named", template.named());
        }
        putIfAny(members, "preview", template.preview());
        putIfAny(members, "plain", template.preview());
      }
      case Content.Payload(String type, String json) -> {
        members.put("type", type);
        members.put("json", json);
        members.put("plain", json);
      }
    }
    return members;
  }

  private static Map<String, Object> mentions(Mentions mentions) {
    return Map.of(
        "any", !mentions.none(),
        "all", mentions.all(),
        "mobiles", mentions.mobiles(),
        "users", mentions.users());
  }

  private static void putIfAny(Map<String, Object> members, String name, @Nullable String value) {
    if (value != null) {
      members.put(name, value);
    }
  }

  /** A UUIDv7 begins with the milliseconds of its making. */
  private static Instant createdAt(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  /** Of a value that is none of some words. */
  public static DefinitionReason unknown(String written, List<String> words) {
    return new DefinitionReason.WordUnknown(
        written, Vocabulary.nearest(written, words), Vocabulary.sorted(words));
  }
}
