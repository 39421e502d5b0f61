package dev.herald.server;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lowest versions of libraries that the build accepts, from {@code docs/dependency-floors.txt}.
 */
record DependencyFloors(List<Floor> floors) {
  private static final String NPM = "npm:";
  private static final String IN_NODE = "node_modules/";

  /**
   * A library as it was resolved.
   *
   * @param place for Maven's, the path of its jar in a repository; for npm's, {@code npm:} and name
   */
  record Resolved(String place, String version) {
    @Override
    public String toString() {
      return place + " " + version;
    }
  }

  /**
   * One line of the list.
   *
   * @param library {@code group:artifact} or {@code npm:package}; a {@code *} at its end matches
   *     any
   */
  record Floor(String library, String version, String reason) {
    static Floor parse(String line) {
      String[] words = line.strip().split("\\s+", 3);
      if (words.length < 3 || !words[0].contains(":")) {
        throw new IllegalArgumentException("not 'group:artifact floor why': " + line);
      }
      return new Floor(words[0], words[1], words[2]);
    }

    boolean isOf(Resolved resolved) {
      if (library.startsWith(NPM)) {
        return resolved.place.equals(library);
      }
      int colon = library.indexOf(':');
      String folder = "/" + library.substring(0, colon).replace('.', '/') + "/";
      String artifact = library.substring(colon + 1);
      return resolved.place.contains(
          folder + (artifact.endsWith("*") ? artifact.replace("*", "") : artifact + "/"));
    }

    /** What is wrong, or nothing. */
    Optional<String> problem(List<Resolved> all) {
      List<Resolved> mine = all.stream().filter(this::isOf).toList();
      if (mine.isEmpty()) {
        return Optional.of(library + " is not built in any more: take its line out of the list");
      }
      return mine.stream()
          .filter(one -> Version.parse(one.version).compareTo(Version.parse(version)) < 0)
          .findFirst()
          .map(one ->
              "%s is %s, below its floor %s (%s)".formatted(library, one.version, version, reason));
    }
  }

  static DependencyFloors read(Path list) throws IOException {
    try (Stream<String> lines = Files.lines(list)) {
      return new DependencyFloors(
          lines
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(Floor::parse)
              .toList());
    }
  }

  List<String> problems(List<Resolved> all) {
    return floors.stream().map(floor -> floor.problem(all)).flatMap(Optional::stream).toList();
  }

  /** What the tests run with, of which the server's own libraries are the larger part. */
  static Stream<Resolved> ofClassPath(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .filter(jar -> jar.getNameCount() > 3)
        .map(jar ->
            new Resolved(
                jar.toString().replace(File.separatorChar, '/'),
                jar.getName(jar.getNameCount() - 2).toString()));
  }

  static Stream<Resolved> ofPackageLock(Path lock) throws IOException {
    return JsonMapper.shared()
        .readTree(Files.readString(lock))
        .path("packages")
        .properties()
        .stream()
        .filter(one -> !one.getKey().isEmpty())
        .map(one -> resolved(one.getKey(), one.getValue()));
  }

  private static Resolved resolved(String path, JsonNode one) {
    int name = path.lastIndexOf(IN_NODE) + IN_NODE.length();
    return new Resolved(NPM + path.substring(name), one.path("version").asString());
  }
}
