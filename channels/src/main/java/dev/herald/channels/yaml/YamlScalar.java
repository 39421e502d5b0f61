package dev.herald.channels.yaml;

import dev.herald.channels.reason.YamlReason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A single value of YAML. Without quotes {@code true}, {@code false}, {@code null}, {@code ~} and
 * nothing at all are what they are in JSON, and so are numbers whose digits stand for themselves:
 * {@code 25}, {@code 1.10}. All else is a text as it is written: {@code on}, {@code no}, {@code
 * 2026-12-01}, {@code 007}, {@code +8613800138000}, {@code 0x1F}.
 *
 * <p>A floating-point number in another way of writing, such as {@code 1e10}, is refused: whoever
 * wrote it may have meant a number or a text, and neither keeps what is written.
 */
final class YamlScalar {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,999})(\\.[0-9]{1,999})?");
  private static final Pattern ZERO = Pattern.compile("-0(\\.0+)?");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  private static final int INT_DIGITS = 9;
  private static final int LONG_DIGITS = 18;

  private YamlScalar() {}

  static JsonNode read(ScalarEvent scalar) throws UnreadableYaml {
    String text = text(scalar);
    if (!scalar.isPlain() || scalar.getTag().isPresent()) {
      return JSON.stringNode(text);
    }
    return switch (text) {
      case "", "~", "null" -> JSON.nullNode();
      case "true" -> JSON.booleanNode(true);
      case "false" -> JSON.booleanNode(false);
      default -> plain(scalar, text);
    };
  }

  private static JsonNode plain(ScalarEvent scalar, String text) throws UnreadableYaml {
    if (NUMBER.matcher(text).matches() && !ZERO.matcher(text).matches()) {
      return text.indexOf('.') >= 0 ? JSON.numberNode(new BigDecimal(text)) : whole(text);
    }
    boolean odd = text.startsWith(".") || text.endsWith(".") || text.matches(".*[eE].*");
    if (odd && FLOAT.matcher(text).matches()) {
      throw UnreadableYaml.at(scalar, new YamlReason.NumberDoubtful(text));
    }
    return JSON.stringNode(text);
  }

  private static JsonNode whole(String digits) {
    if (digits.length() <= INT_DIGITS) {
      return JSON.numberNode(Integer.parseInt(digits));
    }
    return digits.length() <= LONG_DIGITS
        ? narrow(Long.parseLong(digits))
        : JSON.numberNode(new BigInteger(digits));
  }

  /** As a reader of JSON makes them, so that equal documents are equal. */
  private static JsonNode narrow(long number) {
    return number == (int) number ? JSON.numberNode((int) number) : JSON.numberNode(number);
  }

  /** Its text, which can be kept. */
  static String text(ScalarEvent scalar) throws UnreadableYaml {
    String text = scalar.getValue();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (c == 0 || (Character.isSurrogate(c) && !pair)) {
        throw UnreadableYaml.at(scalar, new YamlReason.TextBroken());
      }
      i += pair ? 1 : 0;
    }
    return text;
  }
}
