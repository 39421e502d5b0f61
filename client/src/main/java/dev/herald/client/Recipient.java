package dev.herald.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One person to reach: a recipient's code in Herald, or addresses, or both.
 *
 * <pre>{@code
 * Recipient.of("E1001")
 * Recipient.email("li@example.com").andPhone("13800138000").in(Locale.CHINA)
 * }</pre>
 *
 * Immutable: each method returns a new one.
 */
public final class Recipient {
  private final Map<String, @Nullable Object> fields;

  private Recipient(Map<String, @Nullable Object> fields) {
    this.fields = Collections.unmodifiableMap(fields);
  }

  /**
   * @param code of a recipient of the tenant
   */
  public static Recipient of(String code) {
    return new Recipient(Map.of("recipient", code));
  }

  /** By an email address. */
  public static Recipient email(String address) {
    return address("email", address);
  }

  /**
   * @param number in any usual form; without {@code +} it belongs to the tenant's country
   */
  public static Recipient phone(String number) {
    return address("phone", number);
  }

  /**
   * @param kind {@code email}, {@code phone}, {@code url}, or a channel's name such as {@code
   *     wecom}
   */
  public static Recipient address(String kind, String address) {
    return new Recipient(Map.of(kind, address));
  }

  /** With this email address too. */
  public Recipient andEmail(String address) {
    return with("email", address);
  }

  /** With this phone number too. */
  public Recipient andPhone(String number) {
    return with("phone", number);
  }

  /**
   * @param kind as in {@link #address}
   */
  public Recipient andAddress(String kind, String address) {
    return with(kind, address);
  }

  /** Uses this language, if there is a template in it. */
  public Recipient in(Locale locale) {
    return with("locale", locale.toLanguageTag());
  }

  /**
   * A variable for this person only; it overrides the submission's variable of the same name.
   *
   * @param value as for {@link Submission.Builder#data(String, Object)}
   */
  public Recipient data(String name, @Nullable Object value) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    if (fields.get("data") instanceof Map<?, ?> present) {
      present.forEach((key, member) -> data.put((String) key, member));
    }
    data.put(name, PlainValue.of(value));
    return with("data", Collections.unmodifiableMap(data));
  }

  /** With this file in the emails to this person, beside those for everyone. */
  public Recipient attach(Attachment file) {
    List<Object> files = new ArrayList<>();
    if (fields.get("attachments") instanceof List<?> present) {
      files.addAll(present);
    }
    files.add(file.fields());
    return with("attachments", Collections.unmodifiableList(files));
  }

  private Recipient with(String name, Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new Recipient(more);
  }

  Map<String, @Nullable Object> fields() {
    return fields;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Recipient recipient && fields.equals(recipient.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** The kinds of address, without the addresses: safe to log. */
  @Override
  public String toString() {
    return "Recipient" + fields.keySet();
  }
}
