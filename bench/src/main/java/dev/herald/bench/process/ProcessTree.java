package dev.herald.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A process with everything it started, as Linux accounts for them in {@code /proc}. */
public record ProcessTree(String name, long pid) {
  private static final long MILLIS_PER_TICK = 10;
  private static final int UTIME = 11;
  private static final int STIME = 12;
  private static final int CHILDREN_UTIME = 13;
  private static final int CHILDREN_STIME = 14;

  /** CPU time of all that live, and of those that ended and were waited for. */
  public Duration cpu() {
    long ticks = 0;
    for (long each : pids()) {
      List<String> fields = stat(each);
      if (!fields.isEmpty()) {
        ticks += number(fields, UTIME) + number(fields, STIME);
        if (each == pid) {
          ticks += number(fields, CHILDREN_UTIME) + number(fields, CHILDREN_STIME);
        }
      }
    }
    return Duration.ofMillis(ticks * MILLIS_PER_TICK);
  }

  /** Bytes of memory that is nobody else's, and the shared segment once. */
  public long memory() {
    long anonymous = 0;
    long shared = 0;
    for (long each : pids()) {
      anonymous += status(each, "RssAnon:");
      shared = Math.max(shared, status(each, "RssShmem:"));
    }
    return anonymous + shared;
  }

  private List<Long> pids() {
    List<Long> pids = new ArrayList<>(List.of(pid));
    ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::descendants)
        .forEach(each -> pids.add(each.pid()));
    return pids;
  }

  private static long number(List<String> fields, int index) {
    return Long.parseLong(fields.get(index));
  }

  /** The fields after the name, which may itself hold spaces; empty when the process is gone. */
  private static List<String> stat(long pid) {
    try {
      String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return List.of(line.substring(line.lastIndexOf(')') + 2).strip().split(" "));
    } catch (IOException gone) {
      return List.of();
    }
  }

  private static long status(long pid, String field) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      Optional<String> line = lines.filter(each -> each.startsWith(field)).findFirst();
      return line.map(each -> Long.parseLong(each.replaceAll("\\D", "")) * 1024).orElse(0L);
    } catch (IOException | UncheckedIOException gone) {
      return 0;
    }
  }
}
