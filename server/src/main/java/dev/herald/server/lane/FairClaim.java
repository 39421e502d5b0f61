package dev.herald.server.lane;

import dev.herald.server.task.MessageTask;
import dev.herald.server.task.TaskStore;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Claims for every tenant that has something due its part by weight. A tenant with a million
 * waiting gets what the others leave.
 */
final class FairClaim {
  private final String lane;
  private final TaskStore store;
  private final ToIntFunction<UUID> weight;
  private @Nullable UUID last;

  /**
   * @param weight of a tenant, at least 1
   */
  FairClaim(String lane, TaskStore store, ToIntFunction<UUID> weight) {
    this.lane = lane;
    this.store = store;
    this.weight = weight;
  }

  /**
   * What a claim got.
   *
   * @param behind the tenants that may have more waiting
   */
  record Claimed(List<MessageTask> tasks, Set<UUID> behind) {}

  Claimed claim(int most, UUID owner) {
    List<UUID> tenants = store.tenantsDue(lane);
    if (tenants.isEmpty()) {
      return new Claimed(List.of(), Set.of());
    }
    Map<UUID, Integer> parts = parts(inTurn(tenants), most, weight);
    List<MessageTask> tasks =
        tenants.size() == 1 ? store.claim(lane, most, owner) : store.claim(lane, parts, owner);
    return new Claimed(tasks, behind(tenants, parts, tasks));
  }

  /** Goes on after the tenant that was the last to get something. */
  private List<UUID> inTurn(List<UUID> tenants) {
    int start = last == null ? 0 : tenants.indexOf(last) + 1;
    Collections.rotate(tenants, -start);
    return tenants;
  }

  /** At least one for each, as far as it goes, and more by weight. */
  static Map<UUID, Integer> parts(List<UUID> tenants, int most, ToIntFunction<UUID> weight) {
    List<UUID> served = tenants.subList(0, Math.min(most, tenants.size()));
    long total = served.stream().mapToLong(weight::applyAsInt).sum();
    Map<UUID, Integer> parts = new LinkedHashMap<>();
    int left = most;
    for (UUID tenant : served) {
      int others = served.size() - parts.size() - 1;
      int part =
          (int) Math.clamp(most * (long) weight.applyAsInt(tenant) / total, 1, left - others);
      parts.put(tenant, part);
      left -= part;
    }
    return parts;
  }

  private Set<UUID> behind(List<UUID> tenants, Map<UUID, Integer> parts, List<MessageTask> tasks) {
    Map<UUID, Integer> got = new HashMap<>();
    for (MessageTask task : tasks) {
      last = task.message().ownership().tenantId();
      got.merge(last, 1, Integer::sum);
    }
    Set<UUID> behind = new HashSet<>(tenants);
    parts.forEach((tenant, part) -> {
      if (got.getOrDefault(tenant, 0) < part) {
        behind.remove(tenant);
      }
    });
    return behind;
  }
}
