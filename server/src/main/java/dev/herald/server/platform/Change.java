package dev.herald.server.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * What putting one piece of configuration did, or would do.
 *
 * @param kind {@code application}, {@code tenant}, {@code source}, {@code node}, {@code template}
 * @param key how people name it: {@code esop/grant.vested}
 */
public record Change(String kind, String key, Action action, List<Field> fields) {
  /** What happens to the piece as a whole. */
  public enum Action {
    CREATED,
    UPDATED,
    UNCHANGED
  }

  /** One value that differs; null stands for absent. Secrets must be masked before. */
  public record Field(String path, @Nullable JsonNode before, @Nullable JsonNode after) {}

  /** Compares two JSON objects leaf by leaf. */
  public static Change between(String kind, String key, @Nullable JsonNode before, JsonNode after) {
    List<Field> fields = new ArrayList<>();
    compare("", before, after, fields);
    Action action =
        before == null ? Action.CREATED : fields.isEmpty() ? Action.UNCHANGED : Action.UPDATED;
    return new Change(kind, key, action, List.copyOf(fields));
  }

  /** As it may be kept for long: that a field changed, and not what it says. */
  public Change hiding(String path) {
    return new Change(
        kind,
        key,
        action,
        fields.stream()
            .map(field ->
                field.path.equals(path)
                    ? new Field(path, hidden(field.before), hidden(field.after))
                    : field)
            .toList());
  }

  private static @Nullable JsonNode hidden(@Nullable JsonNode value) {
    return value == null ? null : StringNode.valueOf("***");
  }

  /** 201 with what was created, else 200 with what is there. */
  public <T> ResponseEntity<T> answer(Supplier<T> body) {
    return answer(body, _ -> null);
  }

  /**
   * As above.
   *
   * @param tag of its body
   */
  public <T> ResponseEntity<T> answer(Supplier<T> body, Function<T, @Nullable String> tag) {
    HttpStatus status = action == Action.CREATED ? HttpStatus.CREATED : HttpStatus.OK;
    T shown = body.get();
    return ResponseEntity.status(status).eTag(tag.apply(shown)).body(shown);
  }

  private static void compare(
      String path, @Nullable JsonNode before, @Nullable JsonNode after, List<Field> fields) {
    if ((before == null || before.isObject()) && (after == null || after.isObject())) {
      TreeSet<String> names = new TreeSet<>();
      if (before != null) {
        names.addAll(before.propertyNames());
      }
      if (after != null) {
        names.addAll(after.propertyNames());
      }
      for (String name : names) {
        compare(
            path.isEmpty() ? name : path + "." + name,
            before == null ? null : present(before.get(name)),
            after == null ? null : present(after.get(name)),
            fields);
      }
    } else if (before == null || !before.equals(after)) {
      fields.add(new Field(path, before, after));
    }
  }

  private static @Nullable JsonNode present(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : node;
  }
}
