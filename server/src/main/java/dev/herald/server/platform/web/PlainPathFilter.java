package dev.herald.server.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses paths that are another spelling of one that Herald serves, so that all behind may compare
 * paths as they are: with letters, digits, {@code - . _} or a slash encoded, with parameters
 * ({@code ;}), with empty segments or dots.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class PlainPathFilter extends OncePerRequestFilter {
  private static final int HEX = 16;

  private final JsonMapper json;

  PlainPathFilter(JsonMapper json) {
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isPlain(request.getRequestURI())) {
      chain.doFilter(request, response);
    } else {
      Problems.write(
          request,
          response,
          HttpStatus.BAD_REQUEST,
          "the path is not well-formed: write letters, digits and slashes as they are, once, and"
              + " no ';'",
          json);
    }
  }

  static boolean isPlain(String path) {
    for (int at = 0; at < path.length(); at++) {
      boolean plain =
          switch (path.charAt(at)) {
            case '/' -> isSegment(path, at + 1);
            case '%' -> needsEncoding(path, at + 1);
            case ';', '\\' -> false;
            default -> true;
          };
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  /** Neither empty, unless it is the last, nor of dots. */
  private static boolean isSegment(String path, int from) {
    return !path.startsWith("/", from) && !isRest(path, from, ".") && !isRest(path, from, "..");
  }

  private static boolean isRest(String path, int from, String segment) {
    int end = from + segment.length();
    return path.startsWith(segment, from) && (end == path.length() || path.charAt(end) == '/');
  }

  private static boolean needsEncoding(String path, int from) {
    if (from + 2 > path.length()) {
      return false;
    }
    int high = Character.digit(path.charAt(from), HEX);
    int low = Character.digit(path.charAt(from + 1), HEX);
    int code = high * HEX + low;
    return high >= 0
        && low >= 0
        && !(code < 128 && Character.isLetterOrDigit(code))
        && "-._/\\".indexOf(code) < 0;
  }
}
