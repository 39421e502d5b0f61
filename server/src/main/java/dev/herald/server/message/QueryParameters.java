package dev.herald.server.message;

import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.util.MultiValueMap;

/** The parameters of an address. */
final class QueryParameters {
  /** What may be said several times, which is the same as once with commas. */
  private static final Set<String> LISTS = Set.of("state");

  private QueryParameters() {}

  /**
   * One value by name.
   *
   * @throws RequestProblem.Invalid naming those that stand there twice: one would be lost
   */
  static Map<String, String> of(MultiValueMap<String, String> given) {
    FieldErrors errors = new FieldErrors();
    Map<String, String> parameters = new TreeMap<>();
    given.forEach((name, values) -> parameters.put(name, one(name, values, errors)));
    errors.throwIfAny();
    return parameters;
  }

  private static String one(String name, List<String> values, FieldErrors errors) {
    if (values.size() > 1 && !LISTS.contains(name)) {
      errors.add(name, "is there %d times".formatted(values.size()), "it once");
    }
    return String.join(",", values);
  }
}
