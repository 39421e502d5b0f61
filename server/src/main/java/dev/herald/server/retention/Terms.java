package dev.herald.server.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long whose messages are kept.
 *
 * @param usual where the node says nothing
 * @param own by node, of those that say something
 */
record Terms(Instant now, Duration usual, Map<UUID, Duration> own) {
  Terms {
    own = Map.copyOf(own);
  }

  private Duration of(@Nullable UUID node) {
    return node == null ? usual : own.getOrDefault(node, usual);
  }

  /** The first day whose messages of a node are kept still; those of earlier days are over. */
  private LocalDate keptFrom(Duration term) {
    return now.minus(term).atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** Whether anything of it can be over. */
  boolean concern(Partition partition) {
    Duration shortest =
        Stream.concat(Stream.of(usual), own.values().stream())
            .min(Duration::compareTo)
            .orElse(usual);
    return keptFrom(shortest).isAfter(partition.from());
  }

  /**
   * @param nodes that a partition has messages of
   */
  boolean areOver(Partition partition, Collection<UUID> nodes) {
    return !keptFrom(longest(nodes)).isBefore(partition.to());
  }

  private Duration longest(Collection<UUID> nodes) {
    return nodes.stream().map(this::of).max(Duration::compareTo).orElse(usual);
  }

  /**
   * Of which nodes messages are deleted row by row: those that are kept for a shorter time than
   * others of the partition. The rest waits until the partition is dropped whole, unless it is over
   * already, and something else keeps the partition.
   *
   * @param nodes that the partition has messages of
   */
  List<Overdue> overdue(Partition partition, Collection<UUID> nodes) {
    Duration longest = longest(nodes);
    return nodes.stream()
        .filter(node -> of(node).compareTo(longest) < 0 || areOver(partition, nodes))
        .map(node -> new Overdue(node, earlier(keptFrom(of(node)), partition.to())))
        .filter(each -> each.before.isAfter(partition.from()))
        .toList();
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * Messages of a node that are over.
   *
   * @param before accepted before this day began
   */
  record Overdue(UUID node, LocalDate before) {}
}
