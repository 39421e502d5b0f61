package dev.herald.channels.definition;

import dev.herald.channels.definition.value.Json;
import dev.herald.channels.reason.DefinitionReason.ExampleDiffers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the first thing that an example says and a request does not have. */
final class Difference {
  private Difference() {}

  /** What differs; null: all that is expected is there, whatever else is. */
  static @Nullable ExampleDiffers between(
      String path, @Nullable Object expected, @Nullable Object made) {
    return switch (expected) {
      case Map<?, ?> members when made instanceof Map<?, ?> found -> members(path, members, found);
      case List<?> elements when made instanceof List<?> found -> elements(path, elements, found);
      case null -> null;
      default -> isSame(expected, made) ? null : told(path, expected, made);
    };
  }

  private static @Nullable ExampleDiffers members(String path, Map<?, ?> expected, Map<?, ?> made) {
    boolean headers = path.equals("headers");
    for (Map.Entry<?, ?> member : expected.entrySet()) {
      String name = member.getKey().toString();
      Object found = made.get(headers ? name.toLowerCase(Locale.ROOT) : name);
      ExampleDiffers difference = between(path + "." + name, member.getValue(), found);
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  private static @Nullable ExampleDiffers elements(String path, List<?> expected, List<?> made) {
    if (expected.size() != made.size()) {
      return told(path, expected, made);
    }
    for (int i = 0; i < expected.size(); i++) {
      ExampleDiffers difference =
          between("%s[%d]".formatted(path, i), expected.get(i), made.get(i));
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  /** In a query, a header or a form every value is a text. */
  private static boolean isSame(Object expected, @Nullable Object made) {
    return expected.equals(made)
        || (made instanceof String text
            && !(expected instanceof String)
            && text.equals(expected.toString()));
  }

  private static ExampleDiffers told(String path, Object expected, @Nullable Object made) {
    return new ExampleDiffers(path, made == null ? null : Json.text(made), Json.text(expected));
  }
}
