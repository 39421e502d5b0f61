package dev.herald.server.limit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A queue that is fair between tenants: they take turns, each as many in a row as its weight says.
 * Within a tenant the first comes first.
 */
final class FairQueue<T> {
  private final Map<UUID, Line<T>> lines = new HashMap<>();
  private final Deque<Line<T>> turns = new ArrayDeque<>();
  private int size;

  private static final class Line<T> {
    final UUID tenant;
    final Deque<T> waiting = new ArrayDeque<>();
    int weight;
    int left;

    Line(UUID tenant) {
      this.tenant = tenant;
    }
  }

  /**
   * @param weight the tenant's share beside the others', at least 1
   */
  void add(UUID tenant, int weight, T item) {
    line(tenant, weight).waiting.add(item);
    size++;
  }

  /** Gives back one whose turn it was: it is the next one again. */
  void addFirst(UUID tenant, int weight, T item) {
    Line<T> line = line(tenant, weight);
    line.waiting.addFirst(item);
    boolean stillItsTurn = turns.peek() == line && line.left < weight;
    line.left = stillItsTurn ? line.left + 1 : 1;
    turns.remove(line);
    turns.addFirst(line);
    size++;
  }

  private Line<T> line(UUID tenant, int weight) {
    Line<T> line = lines.get(tenant);
    if (line == null) {
      line = new Line<>(tenant);
      line.left = weight;
      lines.put(tenant, line);
      turns.add(line);
    }
    line.weight = weight;
    return line;
  }

  /**
   * @return false: it is not there
   */
  boolean remove(UUID tenant, T item) {
    Line<T> line = lines.get(tenant);
    if (line == null || !line.waiting.remove(item)) {
      return false;
    }
    size--;
    if (line.waiting.isEmpty()) {
      turns.remove(line);
      lines.remove(tenant);
    }
    return true;
  }

  /** The next one; null when nobody waits. */
  @Nullable T poll() {
    Line<T> line = turns.peek();
    if (line == null) {
      return null;
    }
    T item = line.waiting.remove();
    size--;
    line.left--;
    if (line.waiting.isEmpty()) {
      turns.remove();
      lines.remove(line.tenant);
    } else if (line.left <= 0) {
      turns.remove();
      line.left = line.weight;
      turns.add(line);
    }
    return item;
  }

  /** How many go before the next one of a tenant. */
  int ahead(UUID tenant, int weight) {
    Line<T> own = lines.get(tenant);
    int before = own == null ? 0 : own.waiting.size();
    long rounds = Math.ceilDiv(before + 1, weight);
    long ahead = before;
    for (Line<T> line : turns) {
      if (line != own) {
        ahead += Math.min(line.waiting.size(), rounds * line.weight);
      }
    }
    return Math.toIntExact(ahead);
  }

  boolean has(UUID tenant) {
    return lines.containsKey(tenant);
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }
}
