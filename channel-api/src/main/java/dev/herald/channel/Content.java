package dev.herald.channel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rendered message body. */
public sealed interface Content {

  /** All text that a recipient can read in it. */
  default List<String> texts() {
    return switch (this) {
      case Text(String text, Mentions mentions) -> joined(List.of(text), mentions.texts());
      case Markdown(String title, String markdown, Mentions mentions) ->
          joined(List.of(title, markdown), mentions.texts());
      case Link(String title, String text, String url, String picture) ->
          present(title, text, url, picture);
      case Email(
              String subject,
              String html,
              String text,
              MailHeader header,
              List<Attachment> attachments) ->
          joined(
              joined(present(subject, html, text), header.texts()),
              attachments.stream().map(Attachment::name).toList());
      case ProviderTemplate template -> joined(template.params(), present(template.preview()));
      case Payload(_, String json) -> List.of(json);
    };
  }

  /** Its texts that a provider may limit, by their names in definitions. */
  default Map<String, String> parts() {
    return switch (this) {
      case Text(String text, _) -> Map.of("text", text);
      case Markdown(String title, String markdown, _) ->
          Map.of("title", title, "markdown", markdown);
      case Link(String title, String text, String url, _) ->
          Map.of("title", title, "text", text, "url", url);
      case Email email -> email.words();
      case ProviderTemplate template -> Map.of("template", template.template());
      case Payload(String type, String json) -> Map.of("type", type, "json", json);
    };
  }

  private static List<String> joined(Collection<String> first, Collection<String> second) {
    List<String> joined = new ArrayList<>(first);
    joined.addAll(second);
    return joined;
  }

  private static List<String> present(@Nullable String... texts) {
    List<String> present = new ArrayList<>();
    for (String text : texts) {
      if (text != null) {
        present.add(text);
      }
    }
    return present;
  }

  /** Plain text, for SMS and for chats. */
  record Text(String text, Mentions mentions) implements Content {
    public Text(String text) {
      this(text, Mentions.NONE);
    }
  }

  /**
   * A titled Markdown text, for chats. Each connector documents the subset that its provider shows.
   */
  record Markdown(String title, String markdown, Mentions mentions) implements Content {
    public Markdown(String title, String markdown) {
      this(title, markdown, Mentions.NONE);
    }
  }

  /**
   * A card that opens a page, for chats and apps.
   *
   * @param url of the page
   * @param picture the URL of a picture beside the text
   */
  record Link(String title, String text, String url, @Nullable String picture) implements Content {}

  /** An email; at least one of the two bodies is there. */
  record Email(
      String subject,
      @Nullable String html,
      @Nullable String text,
      MailHeader header,
      List<Attachment> attachments)
      implements Content {
    public Email {
      attachments = List.copyOf(attachments);
      if (html == null && text == null) {
        throw new IllegalArgumentException("an email needs an html or a text body");
      }
    }

    public Email(String subject, @Nullable String html, @Nullable String text, MailHeader header) {
      this(subject, html, text, header, List.of());
    }

    public Email(String subject, @Nullable String html, @Nullable String text) {
      this(subject, html, text, MailHeader.NONE);
    }

    public Email with(MailHeader other) {
      return new Email(subject, html, text, other, attachments);
    }

    public Email with(List<Attachment> files) {
      return new Email(subject, html, text, header, files);
    }

    private Map<String, String> words() {
      Map<String, String> words = new LinkedHashMap<>(Map.of("subject", subject));
      if (html != null) {
        words.put("html", html);
      }
      if (text != null) {
        words.put("text", text);
      }
      return words;
    }
  }

  /**
   * A file that goes with an email.
   *
   * @param name as its reader sees it
   * @param mediaType such as {@code application/pdf}
   * @param contentId by which the HTML body shows it, as {@code cid:}; null: it is only attached
   */
  record Attachment(String name, String mediaType, @Nullable String contentId, byte[] bytes) {
    /** Without what it holds, and without its name, which may be about a person. */
    @Override
    public String toString() {
      return "attachment of %d bytes".formatted(bytes.length);
    }
  }

  /**
   * What an email says beside its subject and bodies. An address is one bare mailbox.
   *
   * @param replyTo where answers go; the source's own unless said
   * @param cc who else gets it, for every reader to see
   * @param bcc who else gets it, unseen
   * @param unsubscribe an https URL that ends the subscription when it is posted to (RFC 8058)
   */
  record MailHeader(
      @Nullable String replyTo, List<String> cc, List<String> bcc, @Nullable String unsubscribe) {
    public static final MailHeader NONE = new MailHeader(null, List.of(), List.of(), null);

    public MailHeader {
      cc = List.copyOf(cc);
      bcc = List.copyOf(bcc);
    }

    public boolean none() {
      return replyTo == null && cc.isEmpty() && bcc.isEmpty() && unsubscribe == null;
    }

    /** Addresses and the URL. */
    List<String> texts() {
      List<String> texts = new ArrayList<>(cc);
      texts.addAll(bcc);
      if (replyTo != null) {
        texts.add(replyTo);
      }
      if (unsubscribe != null) {
        texts.add(unsubscribe);
      }
      return texts;
    }
  }

  /**
   * A template stored at the provider, with the values to fill in.
   *
   * @param template the provider's own id of it
   * @param params in the order of the provider's placeholders
   * @param names of the placeholders, in the same order; empty where they have none
   * @param preview what the recipient will read, as far as Herald knows it
   */
  record ProviderTemplate(
      String template, List<String> params, List<String> names, @Nullable String preview)
      implements Content {
    public ProviderTemplate {
      params = List.copyOf(params);
      names = List.copyOf(names);
      if (!names.isEmpty() && names.size() != params.size()) {
        throw new IllegalArgumentException("every parameter of a template has a name, or none");
      }
    }

    public ProviderTemplate(String template, List<String> params, @Nullable String preview) {
      this(template, params, List.of(), preview);
    }

    /** The values by the names of their placeholders; empty where they have none. */
    public Map<String, String> named() {
      Map<String, String> named = LinkedHashMap.newLinkedHashMap(names.size());
      for (int i = 0; i < names.size(); i++) {
        named.put(names.get(i), params.get(i));
      }
      return named;
    }
  }

  /**
   * A JSON document for a program, for example behind a webhook.
   *
   * @param type the event type, for example {@code grant.vested}
   * @param json a JSON object
   */
  record Payload(String type, String json) implements Content {}
}
