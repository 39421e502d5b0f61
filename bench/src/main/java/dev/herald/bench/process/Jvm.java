package dev.herald.bench.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a JVM is started: on this one's JDK. */
public record Jvm(String classPath, List<String> flags) {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** For the bench's own processes: the classes that run here, and a small steady heap. */
  public static final Jvm OWN =
      new Jvm(
          System.getProperty("java.class.path"),
          List.of(
              "-XX:+UseSerialGC",
              "-Xms64m",
              "-Xmx256m",
              "--enable-native-access=ALL-UNNAMED",
              "-Dlogback.configurationFile=dev/herald/bench/logback.xml"));

  public Jvm {
    flags = List.copyOf(flags);
  }

  /** The same with more flags, which win over those before. */
  public Jvm with(List<String> more) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(more);
    return new Jvm(classPath, all);
  }

  public List<String> running(Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(arguments);
    return command;
  }
}
