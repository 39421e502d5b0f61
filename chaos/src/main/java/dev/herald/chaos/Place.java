package dev.herald.chaos;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where things are.
 *
 * @param folder for everything that a run leaves behind
 * @param server the packaged server
 * @param harness the jar with the agent in it
 */
public record Place(Path folder, Path server, Path harness) {
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** Flags with which a server starts in half the time, where the build's tests left a cache. */
  List<String> warmth() {
    Path cache = server.resolveSibling("herald-short.aot");
    return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** A class of the harness as a process of its own. */
  ProcessBuilder program(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                JAVA,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                harness + File.pathSeparator + server,
                main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(file("provider.log").toFile()));
  }
}
