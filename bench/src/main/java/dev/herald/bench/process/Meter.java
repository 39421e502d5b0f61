package dev.herald.bench.process;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Measures what processes cost from its start until it is read. */
public final class Meter implements AutoCloseable {
  private static final Duration SAMPLE = Duration.ofMillis(500);
  private static final double BYTES_PER_MEGABYTE = 1024 * 1024;

  private final List<ProcessTree> processes;
  private final LongSupplier wal;
  private final Map<ProcessTree, Duration> cpu = new LinkedHashMap<>();
  private final Map<ProcessTree, Long> memory = new ConcurrentHashMap<>();
  private final long walBefore;
  private final Thread sampler = Thread.ofPlatform().name("memory").daemon().unstarted(this::watch);

  /**
   * @param wal reads the position in PostgreSQL's log of changes
   */
  public Meter(List<ProcessTree> processes, LongSupplier wal) {
    this.processes = List.copyOf(processes);
    this.wal = wal;
    this.walBefore = wal.getAsLong();
    this.processes.forEach(process -> cpu.put(process, process.cpu()));
    sampler.start();
  }

  /** What it all cost so far, divided by so many messages. */
  public Cost read(long messages) {
    sample();
    Map<String, Double> micros = new LinkedHashMap<>();
    Map<String, Double> megabytes = new LinkedHashMap<>();
    cpu.forEach((process, before) -> {
      Duration used = process.cpu().minus(before);
      micros.merge(process.name(), used.toNanos() / 1e3 / messages, Double::sum);
      megabytes.merge(
          process.name(), memory.getOrDefault(process, 0L) / BYTES_PER_MEGABYTE, Double::sum);
    });
    return new Cost(micros, megabytes, (double) (wal.getAsLong() - walBefore) / messages);
  }

  private void watch() {
    try {
      while (true) {
        sample();
        Thread.sleep(SAMPLE);
      }
    } catch (InterruptedException closed) {
      // It was asked to end.
    }
  }

  private void sample() {
    processes.forEach(process -> memory.merge(process, process.memory(), Math::max));
  }

  @Override
  public void close() {
    sampler.interrupt();
  }
}
