package dev.herald.bench.standin;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What came in, by path. */
final class Ledger {
  private final Map<String, Arrivals> paths = new HashMap<>();
  private long count;

  synchronized void add(String path, long now, long stamp) {
    paths.computeIfAbsent(path, _ -> new Arrivals()).add(now, stamp);
    count++;
  }

  synchronized long count() {
    return count;
  }

  synchronized Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    paths.forEach((path, arrivals) -> counts.put(path, arrivals.count()));
    return counts;
  }

  synchronized Map<String, Seen> seen() {
    Map<String, Seen> seen = new TreeMap<>();
    paths.forEach((path, arrivals) -> seen.put(path, arrivals.seen()));
    return seen;
  }

  synchronized void forget() {
    paths.clear();
    count = 0;
  }
}
