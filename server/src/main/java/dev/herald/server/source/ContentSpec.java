package dev.herald.server.source;

import dev.herald.channel.Content;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.AccountFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The content of a test send: an email by its {@code subject}, a Markdown text, a provider's {@code
 * template}, a {@code json} document, a link by its {@code url}, or else a plain {@code text}.
 */
public record ContentSpec(
    @Nullable String text,
    @Nullable String title,
    @Nullable String markdown,
    @Nullable String subject,
    @Nullable String html,
    @Nullable String url,
    @Nullable String picture,
    @Nullable String template,
    @Nullable JsonNode params,
    @Nullable String type,
    @Nullable JsonNode json) {
  private static final String SAMPLE = "A test message from Herald. 来自 Herald 的测试消息。";
  private static final String TITLE = "Herald";
  private static final String TYPE = "herald.test";

  /** What is sent when nothing is given. */
  public static Content sample(Set<Class<? extends Content>> accepted, FieldErrors errors) {
    if (accepted.contains(Content.Email.class)) {
      return new Content.Email(TITLE, null, SAMPLE);
    }
    if (accepted.contains(Content.Markdown.class)) {
      return new Content.Markdown(TITLE, SAMPLE);
    }
    if (accepted.contains(Content.Payload.class)) {
      return new Content.Payload(TYPE, "{\"test\":true}");
    }
    if (!accepted.contains(Content.Text.class)) {
      errors.add("content", new AccountFault.ContentNeedsTemplate());
    }
    return new Content.Text(SAMPLE);
  }

  public Content content(Set<Class<? extends Content>> accepted, FieldErrors errors) {
    Content content = content();
    if (!accepted.contains(content.getClass())) {
      errors.add(
          "content",
          new AccountFault.ContentKindWrong(
              accepted.stream().map(Class::getSimpleName).sorted().toList()));
    }
    return content;
  }

  /** Its parameters are a list, or have names. */
  private Content providerTemplate() {
    List<String> values = new ArrayList<>();
    JsonNode written = params == null ? JsonNodeFactory.instance.arrayNode() : params;
    written.forEach(value -> values.add(value.asString("")));
    return new Content.ProviderTemplate(
        String.valueOf(template), values, List.copyOf(written.propertyNames()), null);
  }

  private Content content() {
    if (subject != null) {
      boolean bodiless = html == null && text == null;
      return new Content.Email(subject, html, bodiless ? SAMPLE : text);
    }
    if (markdown != null) {
      return new Content.Markdown(title == null ? TITLE : title, markdown);
    }
    if (template != null) {
      return providerTemplate();
    }
    if (url != null) {
      return new Content.Link(
          title == null ? TITLE : title, text == null ? SAMPLE : text, url, picture);
    }
    if (json != null) {
      return new Content.Payload(type == null ? TYPE : type, json.toString());
    }
    return new Content.Text(text == null ? SAMPLE : text);
  }
}
