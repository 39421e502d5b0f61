package dev.herald.server.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header by which callers say their place in a distributed trace (W3C Trace Context). */
public final class Traceparent {
  public static final String HEADER = "traceparent";
  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)([0-9a-f]{2})"
              + "(-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2})(-.*)?");
  private static final String VERSION = "00";

  private Traceparent() {}

  /** As version 00 writes it; null when there is none, or one that the rules have ignored. */
  static @Nullable String of(HttpServletRequest request) {
    String header = request.getHeader(HEADER);
    return header == null || isRepeated(request) ? null : parse(header);
  }

  private static boolean isRepeated(HttpServletRequest request) {
    Enumeration<String> all = request.getHeaders(HEADER);
    all.nextElement();
    return all.hasMoreElements();
  }

  /** Later versions may say more behind what this one knows, and this one may not. */
  public static @Nullable String parse(String header) {
    Matcher parts = FORM.matcher(header.strip());
    return parts.matches() && (parts.group(3) == null || !parts.group(1).equals(VERSION))
        ? VERSION + parts.group(2)
        : null;
  }
}
