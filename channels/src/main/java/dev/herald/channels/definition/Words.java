package dev.herald.channels.definition;

import dev.herald.channel.Content;
import dev.herald.channel.Message;
import dev.herald.channel.SentMessage;
import dev.herald.channel.Source;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Vocabulary;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The words that definitions read, and the values they have for one message. */
final class Words {
  private static final Set<String> CONTENT =
      Set.of(
          "kind",
          "text",
          "title",
          "markdown",
          "subject",
          "html",
          "template",
          "params",
          "preview",
          "type",
          "json");

  private static final Map<String, Set<String>> TIMES =
      Map.of("message.createdAt", TimeWords.FORMS, "message.sentAt", TimeWords.FORMS);

  private Words() {}

  static Vocabulary ofRequest(Set<String> fields) {
    return new Vocabulary(
        Map.of(
            "source",
            fields.isEmpty() ? Vocabulary.NO_MEMBER : fields,
            "content",
            CONTENT,
            "destination",
            Set.of(),
            "message",
            Set.of("id", "attempt", "createdAt"),
            "now",
            TimeWords.FORMS),
        TIMES);
  }

  static Vocabulary ofAnswer(Set<String> fields) {
    return ofRequest(fields)
        .with("status", Set.of())
        .with("headers", Set.of())
        .with("body", Set.of());
  }

  static Vocabulary ofTraceRequest(Set<String> fields) {
    return new Vocabulary(
        Map.of(
            "source",
            fields.isEmpty() ? Vocabulary.NO_MEMBER : fields,
            "destination",
            Set.of(),
            "message",
            Set.of("id", "createdAt", "sentAt", "providerId"),
            "now",
            TimeWords.FORMS),
        TIMES);
  }

  static Vocabulary ofTraceAnswer(Set<String> fields) {
    return ofTraceRequest(fields)
        .with("status", Set.of())
        .with("headers", Set.of())
        .with("body", Set.of())
        .with("report", Set.of());
  }

  static Scope of(Message message, Map<String, String> settings, Instant now) {
    return Scope.of(
        Map.of(
            "source", settings,
            "content", content(message.content()),
            "destination", message.destination().address(),
            "message",
                Map.of(
                    "id",
                    message.id().toString(),
                    "attempt",
                    (long) message.attempt(),
                    "createdAt",
                    new TimeWords(createdAt(message.id()))),
            "now", new TimeWords(now)));
  }

  static Scope of(SentMessage message, Map<String, String> settings, Instant now) {
    Map<String, Object> members = new HashMap<>();
    members.put("id", message.id().toString());
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
  static Map<String, String> settings(Source source, Map<String, String> fallbacks) {
    if (source.settings().keySet().containsAll(fallbacks.keySet())) {
      return source.settings();
    }
    Map<String, String> settings = new HashMap<>(fallbacks);
    settings.putAll(source.settings());
    return settings;
  }

  private static Map<String, Object> content(Content content) {
    Map<String, Object> members = new HashMap<>();
    members.put("kind", ContentKind.of(content).word());
    switch (content) {
      case Content.Text(String text) -> members.put("text", text);
      case Content.Markdown(String title, String markdown) -> {
        members.put("title", title);
        members.put("markdown", markdown);
      }
      case Content.Email(String subject, String html, String text) -> {
        members.put("subject", subject);
        putIfAny(members, "html", html);
        putIfAny(members, "text", text);
      }
      case Content.ProviderTemplate template -> {
        members.put("template", template.template());
        members.put("params", template.params());
        putIfAny(members, "preview", template.preview());
      }
      case Content.Payload(String type, String json) -> {
        members.put("type", type);
        members.put("json", json);
      }
    }
    return members;
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
}
