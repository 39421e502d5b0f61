package dev.herald.bench.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** CPU time by kind of thread, as Linux accounts for it: also of the JVM's own threads. */
record ThreadTimes(Map<String, Duration> byName) {
  private static final long MILLIS_PER_TICK = 10;
  private static final int UTIME = 11;
  private static final int STIME = 12;

  ThreadTimes {
    byName = Map.copyOf(byName);
  }

  static ThreadTimes of(long pid) {
    Map<String, Duration> times = new HashMap<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path thread : threads.toList()) {
        add(thread.resolve("stat"), times);
      }
    } catch (IOException | UncheckedIOException gone) {
      return new ThreadTimes(times);
    }
    return new ThreadTimes(times);
  }

  private static void add(Path stat, Map<String, Duration> times) {
    try {
      String line = Files.readString(stat);
      String name = line.substring(line.indexOf('(') + 1, line.lastIndexOf(')'));
      List<String> fields = List.of(line.substring(line.lastIndexOf(')') + 2).strip().split(" "));
      long ticks = Long.parseLong(fields.get(UTIME)) + Long.parseLong(fields.get(STIME));
      times.merge(kind(name), Duration.ofMillis(ticks * MILLIS_PER_TICK), Duration::plus);
    } catch (IOException gone) {
      // A thread that has just ended.
    }
  }

  /** Threads that differ in their number only are of one kind. */
  static String kind(String name) {
    return name.replaceAll("[-#_ ]*[0-9]+$", "").strip();
  }

  ThreadTimes minus(ThreadTimes before) {
    Map<String, Duration> spent = new HashMap<>();
    byName.forEach((name, time) -> {
      Duration more = time.minus(before.byName.getOrDefault(name, Duration.ZERO));
      if (more.isPositive()) {
        spent.put(name, more);
      }
    });
    return new ThreadTimes(spent);
  }

  Duration total() {
    return byName.values().stream().reduce(Duration.ZERO, Duration::plus);
  }
}
