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
      own(List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx256m", "--enable-native-access=ALL-UNNAMED"));

  public Jvm {
    flags = List.copyOf(flags);
  }

  /** The classes that run here, in a JVM of other flags. */
  public static Jvm own(List<String> flags) {
    List<String> all = new ArrayList<>(flags);
    all.add("-Dlogback.configurationFile=dev/herald/bench/logback.xml");
    return new Jvm(System.getProperty("java.class.path"), all);
  }

  public List<String> running(Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(arguments);
    return command;
  }
}
