package dev.herald.server.template;

import static java.util.stream.Collectors.joining;

import dev.herald.channel.Channel;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.template.language.TemplateBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Template bodies as people write them. The fields tell the kind: {@code subject, html, text} an
 * email; {@code text} a text; {@code title, markdown} a Markdown; {@code template, params, preview}
 * a provider's template; {@code type, json} a payload.
 */
public final class BodyJson {
  private static final int LONGEST = 65_536;
  private static final int MOST_PARAMS = 100;

  private enum Kind {
    EMAIL("subject", "html", "text"),
    MARKDOWN("markdown", "title"),
    PROVIDER_TEMPLATE("template", "params", "preview"),
    PAYLOAD("json", "type"),
    TEXT("text");

    /** The first is the one that tells the kind. */
    final List<String> fields;

    Kind(String... fields) {
      this.fields = List.of(fields);
    }
  }

  private static final Set<Kind> CHAT = Set.of(Kind.TEXT, Kind.MARKDOWN);
  private static final Map<Channel, Set<Kind>> FITTING =
      Map.of(
          Channel.EMAIL, Set.of(Kind.EMAIL),
          Channel.SMS, Set.of(Kind.TEXT, Kind.PROVIDER_TEMPLATE),
          Channel.DINGTALK, CHAT,
          Channel.FEISHU, CHAT,
          Channel.WECOM, CHAT,
          Channel.INFOFLOW, CHAT,
          Channel.WEBHOOK, Set.of(Kind.PAYLOAD));

  private final FieldErrors errors;

  public BodyJson(FieldErrors errors) {
    this.errors = errors;
  }

  /** The body in {@code content}, or a harmless one after an error. */
  public TemplateBody read(Channel channel, @Nullable JsonNode content) {
    if (content == null) {
      errors.add("content", "is missing", forms(fitting(channel)));
      return new TemplateBody.Text("");
    }
    Kind kind = kind(content);
    Set<Kind> fitting = fitting(channel);
    if (!content.isObject() || !fitting.contains(kind)) {
      errors.add("content", "does not fit the channel '%s'".formatted(channel), forms(fitting));
      return new TemplateBody.Text("");
    }
    for (String name : content.propertyNames()) {
      if (!kind.fields.contains(name)) {
        errors.add("content." + name, "is unknown", Spelling.suggestion(name, kind.fields));
      }
    }
    return switch (kind) {
      case EMAIL -> email(content);
      case TEXT -> new TemplateBody.Text(text(content, "text"));
      case MARKDOWN -> new TemplateBody.Markdown(text(content, "title"), text(content, "markdown"));
      case PROVIDER_TEMPLATE ->
          new TemplateBody.ProviderTemplate(
              text(content, "template"), params(content), optional(content, "preview"));
      case PAYLOAD -> new TemplateBody.Payload(text(content, "type"), document(content));
    };
  }

  public static ObjectNode write(TemplateBody body) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (body) {
      case TemplateBody.Email(var subject, var html, var text) -> {
        json.put("subject", subject);
        put(json, "html", html);
        put(json, "text", text);
      }
      case TemplateBody.Text(var text) -> json.put("text", text);
      case TemplateBody.Markdown(var title, var markdown) ->
          json.put("title", title).put("markdown", markdown);
      case TemplateBody.ProviderTemplate(var template, var params, var preview) -> {
        json.put("template", template);
        params.forEach(json.putArray("params")::add);
        put(json, "preview", preview);
      }
      case TemplateBody.Payload(var type, var document) ->
          json.put("type", type).set("json", document);
    }
    return json;
  }

  private static Set<Kind> fitting(Channel channel) {
    return FITTING.getOrDefault(channel, Set.of(Kind.values()));
  }

  private static Kind kind(JsonNode content) {
    for (Kind kind : Kind.values()) {
      if (content.has(kind.fields.getFirst())) {
        return kind;
      }
    }
    return Kind.TEXT;
  }

  private static String forms(Set<Kind> fitting) {
    return fitting.stream()
        .sorted()
        .map(kind -> kind.fields.toString())
        .collect(joining(" or ", "an object with ", ""));
  }

  private TemplateBody.Email email(JsonNode content) {
    if (!content.hasNonNull("html") && !content.hasNonNull("text")) {
      errors.add("content", "has no body", "html, text or both");
    }
    return new TemplateBody.Email(
        text(content, "subject"), optional(content, "html"), optional(content, "text"));
  }

  private String text(JsonNode content, String name) {
    String text = optional(content, name);
    if (text == null || text.isBlank()) {
      errors.add("content." + name, "is missing", "a text");
      return "";
    }
    return text;
  }

  private @Nullable String optional(JsonNode content, String name) {
    JsonNode value = content.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      errors.add("content." + name, "is no text", "a text, in quotes if it looks like a number");
    }
    return value.asString("");
  }

  private List<String> params(JsonNode content) {
    List<String> params = new ArrayList<>();
    if (content.path("params").size() > MOST_PARAMS) {
      errors.add("content.params", "are too many", "at most %d".formatted(MOST_PARAMS));
      return params;
    }
    for (JsonNode param : content.path("params")) {
      if (!param.isString()) {
        errors.add("content.params[%d]".formatted(params.size()), "is no text", "a text");
      }
      params.add(param.asString(""));
    }
    return params;
  }

  private JsonNode document(JsonNode content) {
    JsonNode document = content.path("json");
    if (!document.isObject() || document.toString().length() > LONGEST) {
      errors.add("content.json", "is no document", "a JSON object of at most 64 KB");
      return JsonNodeFactory.instance.objectNode();
    }
    return document;
  }

  private static void put(ObjectNode json, String name, @Nullable String text) {
    if (text != null) {
      json.put(name, text);
    }
  }
}
