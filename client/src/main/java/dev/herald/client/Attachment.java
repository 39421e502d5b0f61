package dev.herald.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that goes with emails.
 *
 * <pre>{@code
 * Attachment bill = herald.upload("bill.pdf", "application/pdf", bytes);
 * Attachment.url("https://bills.example.com/8841.pdf", "bill.pdf")
 * herald.upload("logo.png", "image/png", bytes).shownAs("logo")   // <img src="cid:logo">
 * }</pre>
 *
 * Immutable: each method returns a new one.
 */
public final class Attachment {
  private final Map<String, @Nullable Object> fields;

  private Attachment(Map<String, @Nullable Object> fields) {
    this.fields = Collections.unmodifiableMap(fields);
  }

  /**
   * @param id of a file that was brought, see {@link HeraldClient#upload}
   */
  public static Attachment file(UUID id) {
    return new Attachment(Map.of("file", id.toString()));
  }

  /**
   * A file that Herald fetches when it sends the message.
   *
   * @param name as readers see it; its ending says the type
   */
  public static Attachment url(String url, String name) {
    return new Attachment(Map.of("url", url, "name", name));
  }

  /** Under this name. */
  public Attachment named(String name) {
    return with("name", name);
  }

  /**
   * As a picture in the text.
   *
   * @param contentId as the template has it after {@code cid:}
   */
  public Attachment shownAs(String contentId) {
    return with("contentId", contentId);
  }

  private Attachment with(String name, Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new Attachment(more);
  }

  Map<String, @Nullable Object> fields() {
    return fields;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Attachment attachment && fields.equals(attachment.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** Without its name and where it is: safe to log. */
  @Override
  public String toString() {
    return "Attachment" + fields.keySet();
  }
}
