package dev.herald.server.template;

import static java.util.stream.Collectors.joining;

import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.channel.Mentions;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.TemplateFault;
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
 * email, also {@code replyTo, cc, bcc, unsubscribe}; {@code text} a text; {@code title, markdown} a
 * Markdown; {@code title, text, url, picture} a link; {@code template, params, preview} a
 * provider's template; {@code type, json} a payload.
 */
public final class BodyJson {
  private static final int LONGEST = 65_536;
  private static final int MOST_PARAMS = 100;
  private static final int MOST_COPIES = 10;
  private static final String CALLS = "mentions";
  private static final List<String> MENTIONS = List.of("all", "mobiles", "users");

  private enum Kind {
    EMAIL("subject", "html", "text", "replyTo", "cc", "bcc", "unsubscribe"),
    MARKDOWN("markdown", "title"),
    LINK("url", "title", "text", "picture"),
    PROVIDER_TEMPLATE("template", "params", "preview"),
    PAYLOAD("json", "type"),
    TEXT("text");

    /** The first is the one that tells the kind. */
    final List<String> fields;

    Kind(String... fields) {
      this.fields = List.of(fields);
    }
  }

  private static final Set<Kind> CHAT = Set.of(Kind.TEXT, Kind.MARKDOWN, Kind.LINK);
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
      errors.add("content", new TemplateFault.ContentMissing(forms(fitting(channel))));
      return new TemplateBody.Text("");
    }
    Kind kind = kind(content);
    Set<Kind> fitting = fitting(channel);
    if (!content.isObject() || !fitting.contains(kind)) {
      errors.add("content", new TemplateFault.ContentUnfit(channel.name(), forms(fitting)));
      return new TemplateBody.Text("");
    }
    for (String name : content.propertyNames()) {
      if (!kind.fields.contains(name) && !(name.equals(CALLS) && callsOn(kind, channel))) {
        errors.add("content." + name, Spelling.unknownField(name, kind.fields));
      }
    }
    return switch (kind) {
      case EMAIL -> email(content);
      case TEXT -> new TemplateBody.Text(text(content, "text"), mentions(content));
      case MARKDOWN ->
          new TemplateBody.Markdown(
              text(content, "title"), text(content, "markdown"), mentions(content));
      case LINK ->
          new TemplateBody.Link(
              text(content, "title"),
              text(content, "text"),
              text(content, "url"),
              optional(content, "picture"));
      case PROVIDER_TEMPLATE ->
          new TemplateBody.ProviderTemplate(
              text(content, "template"),
              texts("params", content.path("params")),
              names(content.path("params")),
              optional(content, "preview"));
      case PAYLOAD -> new TemplateBody.Payload(text(content, "type"), document(content));
    };
  }

  public static ObjectNode write(TemplateBody body) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (body) {
      case TemplateBody.Email(var subject, var html, var text, var header) -> {
        json.put("subject", subject);
        put(json, "html", html);
        put(json, "text", text);
        put(json, "replyTo", header.replyTo());
        put(json, "cc", header.cc());
        put(json, "bcc", header.bcc());
        put(json, "unsubscribe", header.unsubscribe());
      }
      case TemplateBody.Text(var text, var mentions) -> {
        json.put("text", text);
        put(json, mentions);
      }
      case TemplateBody.Markdown(var title, var markdown, var mentions) -> {
        json.put("title", title).put("markdown", markdown);
        put(json, mentions);
      }
      case TemplateBody.Link(var title, var text, var url, var picture) -> {
        json.put("title", title).put("text", text).put("url", url);
        put(json, "picture", picture);
      }
      case TemplateBody.ProviderTemplate(var template, var params, var names, var preview) -> {
        json.put("template", template);
        put(json, params, names);
        put(json, "preview", preview);
      }
      case TemplateBody.Payload(var type, var document) ->
          json.put("type", type).set("json", document);
    }
    return json;
  }

  /** Whether a text of this kind can call on somebody in a group. */
  private static boolean callsOn(Kind kind, Channel channel) {
    return switch (kind) {
      case TEXT, MARKDOWN -> !channel.equals(Channel.SMS);
      case EMAIL, LINK, PROVIDER_TEMPLATE, PAYLOAD -> false;
    };
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
    return fitting.stream().sorted().map(kind -> kind.fields.toString()).collect(joining(" / "));
  }

  private TemplateBody.Email email(JsonNode content) {
    if (!content.hasNonNull("html") && !content.hasNonNull("text")) {
      errors.add("content", new TemplateFault.MailBodyMissing());
    }
    return new TemplateBody.Email(
        text(content, "subject"),
        optional(content, "html"),
        optional(content, "text"),
        new Content.MailHeader(
            optional(content, "replyTo"),
            copies(content, "cc"),
            copies(content, "bcc"),
            optional(content, "unsubscribe")));
  }

  private List<String> copies(JsonNode content, String name) {
    JsonNode addresses = content.path(name);
    if (!addresses.isMissingNode() && !addresses.isNull() && !addresses.isArray()) {
      errors.add("content." + name, new FieldFault.TypeWrong("LIST"));
      return List.of();
    }
    if (addresses.size() > MOST_COPIES) {
      errors.add("content." + name, new TemplateFault.ParamsTooMany(MOST_COPIES));
      return List.of();
    }
    return texts(name, addresses);
  }

  private String text(JsonNode content, String name) {
    String text = optional(content, name);
    if (text == null || text.isBlank()) {
      errors.add("content." + name, new TemplateFault.ContentTextMissing());
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
      errors.add("content." + name, new TemplateFault.ContentNotText());
    }
    return value.asString("");
  }

  private JsonNode document(JsonNode content) {
    JsonNode document = content.path("json");
    if (!document.isObject() || document.toString().length() > LONGEST) {
      errors.add("content.json", new TemplateFault.DocumentInvalid());
      return JsonNodeFactory.instance.objectNode();
    }
    return document;
  }

  /** Written as {@code {all, mobiles, users}}, each of which may be left out. */
  private Mentions mentions(JsonNode content) {
    JsonNode mentions = content.path(CALLS);
    for (String name : mentions.propertyNames()) {
      if (!MENTIONS.contains(name)) {
        errors.add("content.mentions." + name, Spelling.unknownField(name, MENTIONS));
      }
    }
    JsonNode all = mentions.path("all");
    if (!all.isMissingNode() && !all.isBoolean()) {
      errors.add("content.mentions.all", new FieldFault.TypeWrong("TRUTH"));
    }
    return new Mentions(
        all.asBoolean(false),
        texts("mentions.mobiles", mentions.path("mobiles")),
        texts("mentions.users", mentions.path("users")));
  }

  /** Values, as a list or by their names. */
  private List<String> texts(String name, JsonNode values) {
    List<String> texts = new ArrayList<>();
    if (values.size() > MOST_PARAMS) {
      errors.add("content." + name, new TemplateFault.ParamsTooMany(MOST_PARAMS));
      return texts;
    }
    for (JsonNode value : values) {
      if (!value.isString()) {
        errors.add(
            "content.%s[%d]".formatted(name, texts.size()), new TemplateFault.ContentNotText());
      }
      texts.add(value.asString(""));
    }
    return texts;
  }

  private static List<String> names(JsonNode params) {
    return List.copyOf(params.propertyNames());
  }

  private static void put(ObjectNode json, List<String> params, List<String> names) {
    if (names.isEmpty()) {
      params.forEach(json.putArray("params")::add);
      return;
    }
    ObjectNode named = json.putObject("params");
    for (int i = 0; i < names.size(); i++) {
      named.put(names.get(i), params.get(i));
    }
  }

  private static void put(ObjectNode json, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      texts.forEach(json.putArray(name)::add);
    }
  }

  private static void put(ObjectNode json, Mentions mentions) {
    if (mentions.none()) {
      return;
    }
    ObjectNode written = json.putObject(CALLS);
    if (mentions.all()) {
      written.put("all", true);
    }
    if (!mentions.mobiles().isEmpty()) {
      mentions.mobiles().forEach(written.putArray("mobiles")::add);
    }
    if (!mentions.users().isEmpty()) {
      mentions.users().forEach(written.putArray("users")::add);
    }
  }

  private static void put(ObjectNode json, String name, @Nullable String text) {
    if (text != null) {
      json.put(name, text);
    }
  }
}
