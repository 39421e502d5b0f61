package dev.herald.server.platform.problem;

import dev.herald.channel.Reason;
import dev.herald.server.reason.StoredReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shortens what an answer quotes of a request. */
final class ShortTexts {
  private static final int LONGEST = 1_000;

  /** All texts of a list together. */
  private static final int LONGEST_LIST = 10_000;

  private ShortTexts() {}

  static String shortened(String text, int longest) {
    return KeptText.kept(text.length() <= longest ? text : text.substring(0, longest) + "…");
  }

  /** The same reason when nothing in it is too long. */
  static Reason shortened(Reason reason) {
    Map<String, @Nullable Object> parameters = reason.parameters();
    if (parameters.values().stream().noneMatch(ShortTexts::isTooMuch)) {
      return reason;
    }
    Map<String, @Nullable Object> shorter = new LinkedHashMap<>();
    parameters.forEach((name, value) -> shorter.put(name, shortened(value)));
    return new StoredReason(reason.code(), shorter);
  }

  private static @Nullable Object shortened(@Nullable Object value) {
    return switch (value) {
      case String text -> shortened(text, LONGEST);
      case Reason inner -> shortened(inner);
      case List<?> many -> shortened(many);
      case null, default -> value;
    };
  }

  private static List<String> shortened(List<?> many) {
    List<String> shorter = new ArrayList<>();
    int length = 0;
    for (Object each : many) {
      String text = shortened(String.valueOf(each), LONGEST);
      length += text.length();
      if (length > LONGEST_LIST) {
        shorter.add("…");
        break;
      }
      shorter.add(text);
    }
    return shorter;
  }

  private static boolean isTooMuch(@Nullable Object value) {
    return switch (value) {
      case String text -> text.length() > LONGEST || !KeptText.isKept(text);
      case Reason inner -> inner.parameters().values().stream().anyMatch(ShortTexts::isTooMuch);
      case List<?> many ->
          many.stream().anyMatch(ShortTexts::isTooMuch)
              || many.stream().mapToInt(each -> String.valueOf(each).length()).sum() > LONGEST_LIST;
      case null, default -> false;
    };
  }
}
