package dev.herald.bench.standin;

import dev.herald.bench.report.Distribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** When requests to one path came in, and how old the messages in them were. */
final class Arrivals {
  private static final long SECOND = 1_000_000;

  private long[] times = new long[1024];
  private long[] ages = new long[1024];
  private int count;
  private int stamped;

  /**
   * @param stamp when the message was submitted; 0: it does not say
   */
  void add(long now, long stamp) {
    if (count == times.length) {
      times = Arrays.copyOf(times, count * 2);
    }
    times[count++] = now;
    if (stamp > 0) {
      if (stamped == ages.length) {
        ages = Arrays.copyOf(ages, stamped * 2);
      }
      ages[stamped++] = now - stamp;
    }
  }

  int count() {
    return count;
  }

  Seen seen() {
    return new Seen(
        count,
        count == 0 ? 0 : times[0],
        count == 0 ? 0 : times[count - 1],
        mostInASecond(),
        bySecond(),
        Distribution.ofMicros(Arrays.copyOf(ages, stamped)));
  }

  /** Times are in order, so a window that ends at each of them is looked at. */
  private int mostInASecond() {
    int most = 0;
    int start = 0;
    for (int end = 0; end < count; end++) {
      while (times[end] - times[start] >= SECOND) {
        start++;
      }
      most = Math.max(most, end - start + 1);
    }
    return most;
  }

  private List<Integer> bySecond() {
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int second = (int) ((times[i] - times[0]) / SECOND);
      while (counts.size() <= second) {
        counts.add(0);
      }
      counts.set(second, counts.get(second) + 1);
    }
    return counts;
  }
}
