package dev.herald.server.lane;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.herald.server.task.MessageState;
import dev.herald.server.task.TenantChannel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntFunction;

/**
 * Tasks that were taken up together and may go in one call. Whoever makes that call waits until
 * each of them has come, or is known not to: all are in memory, and none of them is waited for
 * while it waits for something else.
 */
public final class Peers {
  /** Of a task that was taken up alone. */
  public static final Peers NONE = new Peers(Set.of());

  private final Set<UUID> awaited;
  private final CountDownLatch all = new CountDownLatch(1);

  /**
   * @param tasks their ids
   */
  public Peers(Collection<UUID> tasks) {
    this.awaited = ConcurrentHashMap.newKeySet();
    awaited.addAll(tasks);
    openWhenAllCame();
  }

  /**
   * Tasks that know of those among them that they may go in one call with.
   *
   * @param together how many tasks of a flow go in one call at most
   */
  static List<ClaimedTask> among(List<ClaimedTask> tasks, ToIntFunction<TenantChannel> together) {
    if (tasks.size() < 2) {
      return tasks;
    }
    Map<TenantChannel, List<UUID>> ids =
        tasks.stream()
            .filter(task -> task.task().state() == MessageState.SENDING)
            .collect(groupingBy(Peers::flow, mapping(task -> task.task().id(), toList())));
    ids.keySet().removeIf(flow -> together.applyAsInt(flow) == 1);
    Map<TenantChannel, Peers> peers = new HashMap<>();
    ids.forEach((flow, of) -> peers.put(flow, new Peers(of)));
    return peers.isEmpty()
        ? tasks
        : tasks.stream().map(task -> task.among(peers.getOrDefault(flow(task), NONE))).toList();
  }

  private static TenantChannel flow(ClaimedTask task) {
    return TenantChannel.of(task.task().message());
  }

  /** It is where it could go with others, or will not go with them; may be told again. */
  public void came(UUID task) {
    if (this != NONE && awaited.remove(task)) {
      openWhenAllCame();
    }
  }

  private void openWhenAllCame() {
    if (awaited.isEmpty()) {
      all.countDown();
    }
  }

  /** Waits until all have come. */
  public void await() throws InterruptedException {
    all.await();
  }
}
