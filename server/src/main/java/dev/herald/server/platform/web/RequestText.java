package dev.herald.server.platform.web;

import dev.herald.server.platform.problem.KeptText;
import dev.herald.server.platform.problem.RequestProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the percent-encoded texts of a request's address as strictly as JSON is read. */
final class RequestText {
  private static final int MOST_PARAMETERS = 100;
  private static final int SHOWN = 60;

  private RequestText() {}

  /**
   * @param path as it was sent
   * @throws RequestProblem.Malformed when it does not stand for a text that can be kept
   */
  static void requirePath(String path) {
    String decoded = decoded(path);
    if (decoded == null || !KeptText.isKept(decoded)) {
      throw new RequestProblem.Malformed("the path is not UTF-8 that is percent-encoded");
    }
  }

  /**
   * @param query as it was sent
   * @throws RequestProblem naming the first parameter that does not stand for a text
   */
  static void requireQuery(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return;
    }
    String[] parameters = query.split("&", MOST_PARAMETERS + 1);
    if (parameters.length > MOST_PARAMETERS) {
      throw new RequestProblem.Malformed(
          "the address has more than %d parameters".formatted(MOST_PARAMETERS));
    }
    for (String parameter : parameters) {
      requireParameter(parameter);
    }
  }

  private static void requireParameter(String parameter) {
    int end = parameter.indexOf('=');
    String written = end < 0 ? parameter : parameter.substring(0, end);
    String name = decoded(written);
    String value = end < 0 ? "" : decoded(parameter.substring(end + 1));
    if (end == 0) {
      throw new RequestProblem.Malformed("a parameter of the address has no name before its '='");
    }
    if (name == null || value == null) {
      throw new RequestProblem.Malformed(
          "the parameter '%s' is not UTF-8 that is percent-encoded".formatted(shown(written)));
    }
    if (!KeptText.isKept(name) || !KeptText.isKept(value)) {
      throw new RequestProblem.Invalid(name, KeptText.FAULT, "a text without it");
    }
  }

  private static String shown(String written) {
    return written.length() <= SHOWN ? written : written.substring(0, SHOWN) + "…";
  }

  /** The text that percent-encoded UTF-8 stands for; null when it stands for none. */
  private static @Nullable String decoded(String raw) {
    ByteBuffer bytes = ByteBuffer.allocate(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int value = i + 2 < raw.length() ? hex(raw, i + 1) : -1;
        if (value < 0) {
          return null;
        }
        bytes.put((byte) value);
        i += 2;
      } else {
        bytes.put((byte) c);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }

  private static int hex(String raw, int at) {
    int high = Character.digit(raw.charAt(at), 16);
    int low = Character.digit(raw.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
