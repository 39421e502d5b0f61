package dev.herald.server.limit;

import dev.herald.channel.Destination;
import java.net.URI;
import java.util.Locale;

/**
 * Who answers for a message's destination at a source: the host of a URL, which one slow receiver
 * shares among all its addresses, or else the address itself. Its text form shows neither.
 *
 * @param name empty where the source alone says where messages go
 */
public record Target(Destination.Kind kind, String name) {
  /** Where the source alone says where messages go: what happens there is the source's. */
  static final Target SOURCE = new Target(Destination.Kind.NONE, "");

  public static Target of(Destination destination) {
    return switch (destination.kind()) {
      case NONE -> SOURCE;
      case URL -> new Target(Destination.Kind.URL, host(destination.address()));
      case EMAIL, PHONE, USER, DEVICE, CHAT, FEED ->
          new Target(destination.kind(), destination.address());
    };
  }

  private static String host(String url) {
    try {
      String host = URI.create(url).getHost();
      return host == null ? url : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      return url;
    }
  }

  /**
   * Who tells of the source when a message to it fails. Mailboxes of one domain are served by one
   * server, so what several of them meet is still that domain's.
   */
  Target witness() {
    int at = kind == Destination.Kind.EMAIL ? name.lastIndexOf('@') : -1;
    return at < 0 ? this : new Target(kind, name.substring(at + 1).toLowerCase(Locale.ROOT));
  }

  boolean isSource() {
    return kind == Destination.Kind.NONE;
  }

  /** Whether no provider stands between it and the source. */
  boolean isReceiver() {
    return kind == Destination.Kind.URL;
  }

  @Override
  public String toString() {
    return kind.toString();
  }
}
