package dev.herald.channel.network;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks that a URL can be called. */
public final class WebAddress {
  private static final Pattern SCHEME = Pattern.compile("(?i)https?");
  private static final Pattern HOST =
      Pattern.compile(
          "(?!.{255})([A-Za-z0-9-]{1,63}\\.)*[A-Za-z0-9-]{1,63}\\.?|\\[[0-9A-Fa-f:.]+]");

  /** What some readers take for an IPv4 address, and others for another one or for a name. */
  private static final Pattern NUMBER = Pattern.compile("(?i)(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?=\\d)|$)){4}");
  private static final int LAST_PORT = 65_535;

  private WebAddress() {}

  /** Why a URL can't be called. */
  public enum Fault {
    SCHEME("does not begin with https:// or http://"),
    USER("names a user"),
    HOST(
        "has no host and port that can be called: a host is of the letters a to z, digits,"
            + " hyphens and dots (a domain in other letters as 'xn--…')"),
    PORT("has a port that is not from 1 to " + LAST_PORT),
    CHARACTERS("has characters that a URL can't have as they are");

    private final String words;

    Fault(String words) {
      this.words = words;
    }
  }

  /** A URL can't be called. The message does not show it. */
  public static final class Uncallable extends IllegalArgumentException {
    private final Fault fault;

    private Uncallable(Fault fault) {
      super(fault.words);
      this.fault = fault;
    }

    public Fault fault() {
      return fault;
    }
  }

  /**
   * Reads an absolute URL of HTTP or HTTPS.
   *
   * @return with scheme and host in lower case, and only of ASCII
   * @throws Uncallable when it is none
   */
  public static URI parse(String text) {
    URI uri = read(text);
    if (uri.getScheme() == null || !SCHEME.matcher(uri.getScheme()).matches()) {
      throw new Uncallable(Fault.SCHEME);
    }
    if (uri.getRawUserInfo() != null) {
      throw new Uncallable(Fault.USER);
    }
    if (uri.getHost() == null || !isHost(uri.getHost())) {
      throw new Uncallable(Fault.HOST);
    }
    if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
      throw new Uncallable(Fault.PORT);
    }
    return normal(uri);
  }

  private static boolean isHost(String host) {
    return HOST.matcher(host).matches()
        && (!NUMBER.matcher(host).matches() || IPV4.matcher(host).matches());
  }

  private static URI read(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException _) {
      throw new Uncallable(Fault.CHARACTERS);
    }
  }

  private static URI normal(URI uri) {
    String ascii = uri.toASCIIString();
    int authority = uri.getScheme().length() + "://".length();
    int path = authority + uri.getRawAuthority().length();
    return read(ascii.substring(0, path).toLowerCase(Locale.ROOT) + ascii.substring(path));
  }
}
