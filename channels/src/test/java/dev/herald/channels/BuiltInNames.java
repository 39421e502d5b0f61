package dev.herald.channels;

import java.util.Set;
import java.util.stream.Collectors;

/** The names of the shipped definitions, for the tests of other packages. */
public final class BuiltInNames {
  private BuiltInNames() {}

  public static Set<String> all() {
    return BuiltInDefinitions.texts().keySet().stream()
        .map(file -> file.replace("connectors/", "").replace(".yaml", ""))
        .collect(Collectors.toSet());
  }
}
