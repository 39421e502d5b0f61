package dev.herald.channel;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * Where a message goes. Its text form is masked, so that it can be logged.
 *
 * @param kind what {@code address} is
 * @param address an email address, a phone number in E.164, a user id, a URL; empty for {@link
 *     Kind#NONE}
 */
public record Destination(Kind kind, String address) {
  /** What an address is. {@link #NONE}: the source determines where the message goes. */
  public enum Kind {
    EMAIL,
    PHONE,
    USER,
    DEVICE,
    CHAT,
    URL,
    FEED,
    NONE
  }

  private static final String AFTER_HOST = "/?#\\";

  public static final Destination NONE = new Destination(Kind.NONE, "");

  public Destination {
    if (address.isEmpty() != (kind == Kind.NONE)) {
      throw new IllegalArgumentException(
          "a destination of kind %s needs an address".formatted(kind));
    }
  }

  /**
   * The form in which addresses are compared: equal forms lead to one mailbox, one person or one
   * place. A message is sent to the address as written.
   *
   * <p>An email is compared without case, domain and local part alike: RFC 5321 lets a host
   * distinguish {@code Amy@} from {@code amy@}, but no common one does. Other addresses are
   * compared in a Unicode normal form.
   */
  public String common() {
    return kind == Kind.EMAIL
        ? address.toLowerCase(Locale.ROOT)
        : Normalizer.normalize(address, Normalizer.Form.NFC);
  }

  /** All forms that a search for this address must match. */
  public Set<String> sought() {
    String common = common();
    return common.equals(address) ? Set.of(address) : Set.of(address, common);
  }

  /**
   * Enough of the address to recognise it, never the whole: {@code z***n@example.com}. Of a URL
   * only scheme, host and port: the user info, path, query and fragment may hold a secret.
   */
  public String masked() {
    return switch (kind) {
      case NONE -> "";
      case EMAIL -> maskedEmail();
      case URL -> maskedUrl();
      case PHONE, USER, DEVICE, CHAT, FEED -> maskedMiddle(address);
    };
  }

  private String maskedEmail() {
    int at = address.lastIndexOf('@');
    return at < 0
        ? maskedMiddle(address)
        : maskedMiddle(address.substring(0, at)) + address.substring(at);
  }

  /** Scheme, host and port. What follows them, and the user info, may be a secret. */
  private String maskedUrl() {
    int start = address.indexOf("://") + 3;
    if (start < 3) {
      return "***";
    }
    int end = start;
    while (end < address.length() && AFTER_HOST.indexOf(address.charAt(end)) < 0) {
      end++;
    }
    String authority = address.substring(start, end);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    String rest = address.substring(end);
    return address.substring(0, start) + host + (rest.length() > 1 ? "/***" : rest);
  }

  private static String maskedMiddle(String text) {
    int characters = text.codePointCount(0, text.length());
    if (characters <= 2) {
      return "***";
    }
    int shown = Math.clamp(characters / 4, 1, 4);
    return text.substring(0, text.offsetByCodePoints(0, shown))
        + "***"
        + text.substring(text.offsetByCodePoints(text.length(), -shown));
  }

  @Override
  public String toString() {
    return kind + ":" + masked();
  }
}
