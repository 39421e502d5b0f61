package dev.herald.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is shipped, as a test starts it: for a short life. */
public final class PackagedJar {
  private static final Path JAR =
      Path.of("..", "server", "target", "herald.jar").toAbsolutePath().normalize();

  /** What the JVM learned in {@link RehearsedStartIT}. */
  static final Path CACHE = JAR.resolveSibling("herald-short.aot");

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx512m",
          // Or the whole heap is collected three times while it starts.
          "-XX:MetaspaceSize=192m",
          "--enable-native-access=ALL-UNNAMED",
          "-Xlog:disable",
          "-Xlog:all=warning:stderr");

  private PackagedJar() {}

  /** The flags with which it starts warm, when it was rehearsed. */
  static List<String> cache() {
    return Files.exists(CACHE) ? List.of("-XX:AOTCache=" + CACHE) : List.of();
  }

  /** A server, or whatever else its command line can do. */
  public static ProcessBuilder running(List<String> arguments) {
    return running(cache(), arguments);
  }

  static ProcessBuilder running(List<String> flags, List<String> arguments) {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException("there is no %s; make it: ./mvnw package".formatted(JAR));
    }
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(FLAGS);
    command.addAll(flags);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }
}
