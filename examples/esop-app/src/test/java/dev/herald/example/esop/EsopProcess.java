package dev.herald.example.esop;

import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The application as a process of its own, at any free port. */
final class EsopProcess implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

  private final Path log;
  private final Process process;
  final Api api;

  /**
   * @param options as on its command line
   */
  EsopProcess(Path folder, String... options) {
    try {
      log = Files.createTempFile(folder, "esop-app", ".log");
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx256m",
                  "-cp",
                  classPath(),
                  EsopApplication.class.getName(),
                  "--server.port=0"));
      command.addAll(List.of(options));
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    await("the application").until(() -> port().find());
    Matcher port = port();
    if (!port.find()) {
      throw new IllegalStateException(said());
    }
    api = new Api(URI.create("http://127.0.0.1:" + port.group(1)), "");
  }

  /** Without Herald's own server, which is here for the test alone. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry ->
            !entry.contains("herald-server")
                && !entry.contains("server" + File.separator + "target"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Matcher port() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the application ended:\n" + said());
    }
    return PORT.matcher(said());
  }

  String said() {
    try {
      return Files.readString(log);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Gives it no chance to do anything. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
