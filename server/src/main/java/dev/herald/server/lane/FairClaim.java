package dev.herald.server.lane;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.herald.server.task.MessageTask;
import dev.herald.server.task.TenantChannel;
import dev.herald.server.task.store.TaskStore;
import java.util.ArrayList;
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
 * Claims for every tenant that has something due its part by weight, and of none of its flows more
 * than their sources take. A tenant with a million waiting gets what the others leave. A message
 * whose provider is to be asked needs no source's leave and goes first.
 *
 * <p>Where several go in one call, a flow gets whole calls: as long as it has enough in hand to
 * fill one, it rather waits for room than take what would go in a call that is not full.
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
   * @param behind the flows that may have more waiting
   * @param more whether some of that could be claimed at once
   */
  record Claimed(List<MessageTask> tasks, Set<TenantChannel> behind, boolean more) {}

  /** What the lane knows of its flows, and has for them. */
  interface Ground {
    /** How many more tasks of a flow are of use now. */
    int capacity(TenantChannel flow);

    /** How many of them go in one call at most. */
    int together(TenantChannel flow);

    /** How many of them are in hand. */
    int inHand(TenantChannel flow);

    /**
     * Takes room for so many more than were asked for.
     *
     * @return false: there is none
     */
    boolean takeRoom(int tasks);
  }

  Claimed claim(int most, UUID owner, Ground ground) {
    List<TenantChannel> flows = store.flowsDue(lane);
    if (flows.isEmpty()) {
      return new Claimed(List.of(), Set.of(), false);
    }
    List<MessageTask> unknown = store.claimUnknown(lane, most, owner);
    Claimed others = claimOfEach(flows, most - unknown.size(), owner, ground);
    List<MessageTask> tasks = new ArrayList<>(unknown);
    tasks.addAll(others.tasks);
    return new Claimed(tasks, others.behind, others.more || unknown.size() == most);
  }

  private Claimed claimOfEach(List<TenantChannel> flows, int most, UUID owner, Ground ground) {
    Map<TenantChannel, Integer> capacities = new LinkedHashMap<>();
    for (TenantChannel flow : inTurn(flows)) {
      int free = ground.capacity(flow);
      if (free > 0) {
        capacities.put(flow, free);
      }
    }
    Map<TenantChannel, Integer> parts = parts(capacities, most, weight);
    parts.replaceAll((flow, part) -> whole(flow, part, capacities, ground));
    Set<TenantChannel> held = new HashSet<>(parts.keySet());
    held.removeIf(flow -> parts.getOrDefault(flow, 0) > 0);
    parts.keySet().removeAll(held);
    capacities.keySet().removeAll(held);
    List<MessageTask> tasks = take(flows, parts, owner);
    return claimed(flows, capacities, parts, tasks);
  }

  /**
   * So many whole calls; or one, where there is room for it. Else it waits for the calls that it
   * has, if these fill one: they give theirs back. What has fewer in hand is held back by nothing.
   */
  static int whole(
      TenantChannel flow, int part, Map<TenantChannel, Integer> capacities, Ground ground) {
    int together = ground.together(flow);
    if (part >= together) {
      return part - part % together;
    }
    if (capacities.getOrDefault(flow, 0) < together) {
      return part;
    }
    return ground.takeRoom(together - part) ? together : ground.inHand(flow) >= together ? 0 : part;
  }

  private List<MessageTask> take(
      List<TenantChannel> flows, Map<TenantChannel, Integer> parts, UUID owner) {
    if (parts.isEmpty()) {
      return List.of();
    }
    return flows.size() == 1
        ? store.claim(lane, parts.getOrDefault(flows.getFirst(), 0), owner)
        : store.claim(lane, parts, owner);
  }

  /** Goes on after the tenant that was the last to get something. */
  private List<TenantChannel> inTurn(List<TenantChannel> flows) {
    List<TenantChannel> turns = new ArrayList<>(flows);
    int after = 0;
    for (int i = 0; i < turns.size(); i++) {
      if (turns.get(i).tenantId().equals(last)) {
        after = i + 1;
      }
    }
    Collections.rotate(turns, -after);
    return turns;
  }

  /**
   * At least one for each, as far as it goes, and more by weight. What a tenant gets is shared by
   * its flows.
   *
   * @param capacities how many tasks of each flow are of use, at least 1
   */
  static Map<TenantChannel, Integer> parts(
      Map<TenantChannel, Integer> capacities, int most, ToIntFunction<UUID> weight) {
    List<TenantChannel> served = capacities.keySet().stream().limit(most).toList();
    Map<UUID, Long> flows =
        served.stream().collect(groupingBy(TenantChannel::tenantId, counting()));
    long total = flows.keySet().stream().mapToLong(weight::applyAsInt).sum();
    Map<TenantChannel, Integer> parts = new LinkedHashMap<>();
    int left = most;
    for (TenantChannel flow : served) {
      int others = served.size() - parts.size() - 1;
      long ofTenant = most * (long) weight.applyAsInt(flow.tenantId()) / total;
      long share = ofTenant / flows.getOrDefault(flow.tenantId(), 1L);
      int capacity = capacities.getOrDefault(flow, 0);
      int part = Math.min(capacity, (int) Math.clamp(share, 1, left - others));
      parts.put(flow, part);
      left -= part;
    }
    return parts;
  }

  private Claimed claimed(
      List<TenantChannel> flows,
      Map<TenantChannel, Integer> capacities,
      Map<TenantChannel, Integer> parts,
      List<MessageTask> got) {
    Map<TenantChannel, Integer> gotten = new HashMap<>();
    for (MessageTask task : got) {
      last = task.message().ownership().tenantId();
      gotten.merge(TenantChannel.of(task.message()), 1, Integer::sum);
    }
    Set<TenantChannel> behind = new HashSet<>(flows);
    boolean more = false;
    for (TenantChannel flow : flows) {
      int part = parts.getOrDefault(flow, 0);
      if (part > gotten.getOrDefault(flow, 0) && !flow.channel().isEmpty()) {
        behind.remove(flow);
      } else if (part < capacities.getOrDefault(flow, 0)) {
        more = true;
      }
    }
    return new Claimed(got, behind, more);
  }
}
