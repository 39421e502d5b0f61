package dev.herald.bench.part;

import java.util.LinkedHashMap;
import java.util.Map;

/** All parts by name, in the order in which they run. */
public final class Parts {
  private static final Map<String, Part> ALL = new LinkedHashMap<>();

  static {
    ALL.put("endtoend", new EndToEnd());
  }

  private Parts() {}

  public static Map<String, Part> all() {
    return ALL;
  }
}
