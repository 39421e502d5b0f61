package dev.herald.bench.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where CPU time went.
 *
 * @param samples of Java threads by module, the largest first
 * @param threads by kind, the JVM's own among them
 */
public record Profile(List<Share> samples, ThreadTimes threads) {
  private static final int MOST_LEAVES = 5;

  /**
   * One module's part.
   *
   * @param mostly where its stacks ended, the most frequent first
   */
  public record Share(String module, long count, List<Leaf> mostly) {}

  /** A method in which samples were taken. */
  public record Leaf(String method, long count) {}

  static Profile read(Path recording, ThreadTimes threads) {
    Map<String, Map<String, Long>> counts = new HashMap<>();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        add(file.readEvent(), counts);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new Profile(shares(counts), threads);
  }

  private static void add(RecordedEvent event, Map<String, Map<String, Long>> counts) {
    if (!event.getEventType().getName().equals("jdk.CPUTimeSample")
        || event.getStackTrace() == null) {
      return;
    }
    List<RecordedFrame> frames = event.getStackTrace().getFrames();
    List<String> classes = frames.stream().map(Profile::className).toList();
    counts
        .computeIfAbsent(Owner.of(classes), _ -> new HashMap<>())
        .merge(method(frames.getFirst()), 1L, Long::sum);
  }

  private static String className(RecordedFrame frame) {
    return frame.getMethod().getType().getName();
  }

  private static String method(RecordedFrame frame) {
    String type = className(frame);
    return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethod().getName();
  }

  static List<Share> shares(Map<String, Map<String, Long>> counts) {
    List<Share> shares = new ArrayList<>();
    counts.forEach((module, leaves) ->
        shares.add(
            new Share(
                module,
                leaves.values().stream().mapToLong(Long::longValue).sum(),
                leaves.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(MOST_LEAVES)
                    .map(entry -> new Leaf(entry.getKey(), entry.getValue()))
                    .toList())));
    shares.sort(Comparator.comparingLong(Share::count).reversed());
    return List.copyOf(shares);
  }

  /** Rows of module, its part of all samples, and the methods that it mostly was in. */
  public List<List<String>> moduleRows() {
    long all = samples.stream().mapToLong(Share::count).sum();
    return samples.stream()
        .map(share -> List.of(share.module, percent(share.count, all), mostly(share)))
        .toList();
  }

  private static String mostly(Share share) {
    return share.mostly.stream()
        .map(leaf -> "`%s` %s".formatted(leaf.method, percent(leaf.count, share.count)))
        .collect(Collectors.joining(", "));
  }

  /** Rows of a kind of thread, its part of the CPU time, and its seconds. */
  public List<List<String>> threadRows() {
    long all = threads.total().toMillis();
    return threads.byName().entrySet().stream()
        .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
        .map(entry ->
            List.of(
                entry.getKey(),
                percent(entry.getValue().toMillis(), all),
                "%.2f".formatted(entry.getValue().toMillis() / 1e3)))
        .toList();
  }

  private static String percent(long part, long all) {
    return "%.1f %%".formatted(all == 0 ? 0.0 : 100.0 * part / all);
  }
}
