package dev.herald.bench.profile;

import dev.herald.bench.process.BenchFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Has another JVM record itself: Java Flight Recorder, driven from outside. */
public final class Recorder {
  private static final String JCMD =
      Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String NAME = "name=bench";

  private final long pid;
  private final Path folder;

  /**
   * @param folder for recordings and what jcmd says
   */
  public Recorder(long pid, Path folder) {
    this.pid = pid;
    this.folder = folder;
  }

  /** What it did while the work ran. */
  public Profile during(Runnable work) {
    ThreadTimes before = ThreadTimes.of(pid);
    jcmd(
        "JFR.start",
        NAME,
        "settings=none",
        "+jdk.CPUTimeSample#enabled=true",
        "+jdk.CPUTimeSample#throttle=500/s");
    work.run();
    Path file = folder.resolve("profile-%d.jfr".formatted(pid));
    jcmd("JFR.stop", NAME, "filename=" + file);
    ThreadTimes spent = ThreadTimes.of(pid).minus(before);
    try {
      return Profile.read(file, spent);
    } finally {
      delete(file);
    }
  }

  private void jcmd(String... arguments) {
    List<String> command = new ArrayList<>(List.of(JCMD, Long.toString(pid)));
    command.addAll(List.of(arguments));
    Path said = folder.resolve("jcmd.log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new BenchFailure("jcmd does not return");
      }
      if (process.exitValue() != 0) {
        throw new BenchFailure("can't record: " + Files.readString(said));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted");
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
