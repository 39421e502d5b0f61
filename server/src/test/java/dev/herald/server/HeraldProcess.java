package dev.herald.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The packaged server as a process of its own, on a home that outlives it. Port: any free one. */
public final class HeraldProcess implements AutoCloseable {
  private static final Duration START = Patience.SOON;
  private static final int TAIL = 40;

  private final Path home;
  private final Path log;
  private final List<String> flags;
  private final List<String> options;
  private @Nullable Process process;
  private volatile URI url = URI.create("http://127.0.0.1:1");

  /**
   * @param home may be empty, or what an earlier process left
   * @param options of the server, as on its command line
   */
  public HeraldProcess(Path home, String... options) {
    this(home, PackagedJar.cache(), List.of(options));
  }

  HeraldProcess(Path home, List<String> flags, List<String> options) {
    this.home = home;
    this.log = home.resolveSibling(home.getFileName() + ".log");
    this.flags = flags;
    this.options = options;
  }

  /**
   * What a command said and how it ended.
   *
   * @param output all that it said
   * @param result of that, what others would read by a pipe
   */
  public record Ended(int status, String output, String result) {}

  /**
   * Returns once it answers.
   *
   * @return how long that took
   */
  public Duration start() {
    long begun = System.nanoTime();
    try {
      Files.deleteIfExists(home.resolve("server.url"));
      List<String> arguments = new ArrayList<>(options);
      arguments.add("--herald.home=" + home);
      arguments.add("--server.port=0");
      process =
          PackagedJar.running(flags, arguments)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    await("the server's health").atMost(START).pollInterval(Duration.ofMillis(50)).until(this::up);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private boolean up() {
    if (!running().isAlive()) {
      throw new IllegalStateException(
          "the server ended with %d:\n%s".formatted(running().exitValue(), tail()));
    }
    try {
      url = URI.create(read(home.resolve("server.url")));
      return anonymous().get("/actuator/health").status() == 200;
    } catch (UncheckedIOException | IllegalArgumentException notYet) {
      return false;
    }
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("start it first");
    }
    return process;
  }

  /** Whether it was started, and neither stopped nor killed since. */
  public boolean isUp() {
    return process != null && process.isAlive();
  }

  /** Where the latest start answers, or answered. */
  public Api anonymous() {
    return new Api(url, "");
  }

  public Api administrator() {
    return anonymous().with(read(home.resolve("admin.key")));
  }

  /** Runs the command line of the same jar against this server. */
  public Ended command(String... arguments) {
    try {
      ProcessBuilder builder = PackagedJar.running(flags, List.of(arguments));
      builder.environment().put("HERALD_HOME", home.toString());
      builder.environment().keySet().removeAll(List.of("HERALD_URL", "HERALD_KEY"));
      Path told = Files.createTempFile(home, "told", ".txt");
      Process command = builder.redirectError(told.toFile()).start();
      String result = new String(command.getInputStream().readAllBytes(), UTF_8);
      int status = command.waitFor();
      String besides = Files.readString(told);
      Files.delete(told);
      return new Ended(status, besides + result, result);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Gives it no chance to do anything; its PostgreSQL goes on. */
  public void kill() {
    running().destroyForcibly();
    running().onExit().join();
  }

  /**
   * Asks it to end, as a service manager would.
   *
   * @return its exit status
   * @throws IllegalStateException when it goes on for longer than {@code limit}
   */
  public int stop(Duration limit) {
    running().destroy();
    try {
      if (!running().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("still there after %s:\n%s".formatted(limit, tail()));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return running().exitValue();
  }

  /** Everything that all starts on this home printed. */
  public String log() {
    return read(log);
  }

  /** The end of the log, for failures. */
  public String tail() {
    List<String> lines = log().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
  }

  /** The process that PostgreSQL's others belong to. */
  public ProcessHandle postmaster() {
    return leftPostmaster().orElseThrow();
  }

  private Optional<ProcessHandle> leftPostmaster() {
    Path file = home.resolve("postgres").resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().map(Long::valueOf).flatMap(ProcessHandle::of);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Leaves nothing running, also when a test left it killed. */
  @Override
  public void close() {
    if (process != null) {
      process.destroy();
      process.onExit().orTimeout(40, TimeUnit.SECONDS).handle((_, _) -> 0).join();
      process.destroyForcibly();
    }
    leftPostmaster().ifPresent(ProcessHandle::destroy);
  }
}
