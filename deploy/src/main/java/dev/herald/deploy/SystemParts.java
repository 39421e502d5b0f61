package dev.herald.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an image on an own base holds beside Herald, in CycloneDX's form: the Java runtime, and the
 * Debian packages that its programs and libraries are from.
 */
final class SystemParts {
  private SystemParts() {}

  static String of(OwnBase base) {
    List<String> components = new ArrayList<>();
    components.add(
        component(
            "platform",
            System.getProperty("java.vendor"),
            System.getProperty("java.runtime.version"),
            ""));
    Map<String, String> packages = new TreeMap<>();
    for (Path file : base.taken()) {
      packageOf(file).ifPresent(name -> packages.putIfAbsent(name, ""));
    }
    for (String name : packages.keySet()) {
      String version = dpkg("-W", "-f", "${Version}", name).orElse("unknown");
      components.add(
          component("library", name, version, "pkg:deb/debian/%s@%s".formatted(name, version)));
    }
    return """
    {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [
    %s
    ]}
    """
        .formatted(String.join(",\n", components));
  }

  private static String component(String type, String name, String version, String url) {
    String where = url.isEmpty() ? "" : ", \"purl\": \"%s\"".formatted(url);
    return "{\"type\": \"%s\", \"name\": \"%s\", \"version\": \"%s\"%s}"
        .formatted(type, name, version, where);
  }

  /** Whoever has it, by either of its names: {@code /lib} is {@code /usr/lib} by now. */
  private static Optional<String> packageOf(Path file) {
    String name = file.toString();
    String other = name.startsWith("/usr/") ? name.substring("/usr".length()) : "/usr" + name;
    return dpkg("-S", name)
        .or(() -> dpkg("-S", other))
        .map(line -> line.lines().findFirst().orElse("").split(":")[0])
        .filter(owner -> !owner.isBlank());
  }

  /** Nothing where a file is no package's, or the machine is not Debian's kind. */
  private static Optional<String> dpkg(String... arguments) {
    List<String> line = new ArrayList<>(List.of("dpkg-query"));
    line.addAll(List.of(arguments));
    try {
      return Optional.of(OwnBase.run(line.toArray(String[]::new)));
    } catch (IOException none) {
      return Optional.empty();
    }
  }
}
