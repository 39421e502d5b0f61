package dev.herald.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.herald.chaos.agent.Disturbance;
import dev.herald.chaos.agent.FailPoint;
import dev.herald.chaos.agent.Mutant;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One Herald process of the cluster. It dies often, and is started again on the same home. */
final class Server implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final int STARTS = 5;

  private final Place place;
  private final String name;
  private final Path home;
  private final List<String> options;
  private @Nullable Process process;
  private int life;
  private volatile boolean ready;

  Server(Place place, String name, List<String> options) {
    this.place = place;
    this.name = name;
    this.home = place.file(name);
    this.options = options;
  }

  /** Starts it, and does not wait. */
  void launch() {
    ready = false;
    life++;
    try {
      Files.createDirectories(home);
      Files.deleteIfExists(home.resolve("server.url"));
      List<String> command =
          new ArrayList<>(
              List.of(
                  Place.JAVA,
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx256m",
                  "-XX:MetaspaceSize=192m",
                  "-XX:+EnableDynamicAgentLoading",
                  "--enable-native-access=ALL-UNNAMED"));
      command.addAll(place.warmth());
      command.addAll(
          List.of("-jar", place.server().toString(), "--herald.home=" + home, "--server.port=0"));
      command.addAll(options);
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(place.file(name + ".log").toFile()))
              .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Waits until it answers and takes the harness's orders. */
  void awaitReady() {
    if (ready) {
      return;
    }
    for (int attempt = 0; !starts(); attempt++) {
      if (attempt == STARTS) {
        throw new IllegalStateException("%s did not start; see %s.log".formatted(name, home));
      }
      launch();
    }
    enter();
  }

  /** Starts it when it is dead, and opens it when it has come up meanwhile; never waits. */
  void keepUp() {
    if (!isAlive()) {
      launch();
    } else if (!ready && Files.exists(home.resolve("server.url"))) {
      enter();
    }
  }

  private void enter() {
    try {
      VirtualMachine machine = VirtualMachine.attach("" + running().pid());
      machine.loadAgent(place.harness().toString(), portFile().toString());
      machine.detach();
    } catch (AttachNotSupportedException
        | AgentLoadException
        | AgentInitializationException
        | IOException failure) {
      throw new IllegalStateException("the agent does not get into " + name, failure);
    }
    ready = true;
  }

  /** A server that finds no database ends, and a service manager starts it again. */
  private boolean starts() {
    return Until.holds(START, () -> !isAlive() || Files.exists(home.resolve("server.url")))
        && isAlive();
  }

  private Path portFile() {
    return place.file("%s-%d.orders".formatted(name, life));
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("launch it first");
    }
    return process;
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Whether it takes requests. */
  boolean isOpen() {
    return ready && isAlive();
  }

  URI url() {
    return URI.create(read(home.resolve("server.url")));
  }

  String administratorKey() {
    return read(home.resolve("admin.key"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  // --- orders ---

  /**
   * @param action {@code kill}, {@code kill-in:millis} or {@code fail:SQLSTATE:times}
   * @param pass which pass through the point
   */
  void arm(FailPoint point, String action, int pass) {
    order("arm %s %s %d".formatted(point.label(), action, pass));
  }

  void disarm() {
    order("disarm");
  }

  void mutate(Mutant mutant) {
    order("mutate " + mutant.label());
  }

  void disturb(Disturbance disturbance) {
    order("disturb " + disturbance);
  }

  void restore() {
    order("restore");
  }

  private void order(String line) {
    try (Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(read(portFile())));
        BufferedReader answer =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
      String said = answer.readLine();
      if (!"ok".equals(said)) {
        throw new IllegalStateException("%s to '%s': %s".formatted(name, line, said));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  // --- what is done to it ---

  void kill() {
    ready = false;
    running().destroyForcibly();
    running().onExit().join();
  }

  /**
   * @return false: it lives on
   */
  boolean dies(Duration limit) {
    try {
      boolean dead = running().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      ready &= !dead;
      return dead;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Asks it to leave, as a service manager would. */
  void terminate() {
    ready = false;
    running().destroy();
  }

  /** Stops all of its threads, without its knowing. */
  void freeze() {
    ready = false;
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
    ready = true;
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, "" + running().pid()).start().waitFor();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (isAlive()) {
      kill();
    }
  }
}
