package dev.herald.server.platform.problem;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next what to pass as {@code cursor} to read on; null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }

  /** The whole list. */
  public static <T> Page<T> all(List<T> items) {
    return new Page<>(items, null);
  }

  /**
   * @param read up to one row more than {@code size}, which tells whether there is a next page
   * @param position where an item stands in the list's order
   */
  public static <T> Page<T> of(List<T> read, int size, Function<T, String> position) {
    if (read.size() <= size) {
      return all(read);
    }
    List<T> items = read.subList(0, size);
    return new Page<>(items, cursor(position.apply(items.getLast())));
  }

  /** What stands for a position towards callers. */
  public static String cursor(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  /** The position that a cursor stands for; before the first when there is none. */
  public static String position(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return "";
    }
    try {
      byte[] position = Base64.getUrlDecoder().decode(cursor);
      String text = new String(position, StandardCharsets.UTF_8);
      if (KeptText.firstNotUtf8(position) < 0 && KeptText.isKept(text)) {
        return text;
      }
    } catch (IllegalArgumentException _) {
      // named below
    }
    throw new RequestProblem.Invalid(
        "cursor", "is none of ours", "the 'next' of the page before, unchanged");
  }

  /** The page size asked for, or 100; 422 outside of 1 to 1,000. */
  public static int size(@Nullable Integer limit) {
    if (limit == null) {
      return 100;
    }
    if (limit < 1 || limit > 1_000) {
      throw new RequestProblem.Invalid("limit", "is " + limit, "a number from 1 to 1000");
    }
    return limit;
  }
}
