package dev.herald.channel;

/**
 * Where a message goes. Its text form is masked, so that it can be logged.
 *
 * @param kind what {@code address} is
 * @param address an email address, a phone number in E.164, a user id, a URL; empty for {@link
 *     Kind#NONE}
 */
public record Destination(Kind kind, String address) {
  /** What an address is. {@link #NONE}: the source alone says where the message goes. */
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

  public static final Destination NONE = new Destination(Kind.NONE, "");

  public Destination {
    if (address.isEmpty() != (kind == Kind.NONE)) {
      throw new IllegalArgumentException(
          "a destination of kind %s needs an address".formatted(kind));
    }
  }

  /** Enough of the address to recognise it, never the whole: {@code z***n@example.com}. */
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

  private String maskedUrl() {
    int path = address.indexOf('/', address.indexOf("://") + 3);
    return path < 0 ? address : address.substring(0, path) + "/***";
  }

  private static String maskedMiddle(String text) {
    if (text.length() <= 2) {
      return "***";
    }
    int shown = Math.min(4, Math.max(1, text.length() / 4));
    return text.substring(0, shown) + "***" + text.substring(text.length() - shown);
  }

  @Override
  public String toString() {
    return kind + ":" + masked();
  }
}
