package dev.herald.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Compares what was accepted with what Herald says of it and what the stand-ins received. */
final class Bookkeeping {
  private static final Set<String> SENT = Set.of("SENT", "DELIVERED");
  private static final Set<String> WAITING = Set.of("PENDING", "SENDING", "UNKNOWN");
  private static final int IDS_A_CALL = 10_000;

  private final Set<String> accepted;
  private final Set<String> missing = new HashSet<>();
  private final Map<String, DemoResult.Channel> byChannel = new HashMap<>();
  private final Map<String, Long> failures = new HashMap<>();
  private long doubled;
  private long retries;
  private long waiting;
  private long explained;

  Bookkeeping(List<String> accepted) {
    this.accepted = new HashSet<>(accepted);
  }

  /** Asks the stand-ins. */
  void reconcile(Server administrator) {
    List<String> ids = new ArrayList<>(accepted);
    for (int from = 0; from < ids.size(); from += IDS_A_CALL) {
      ArrayNode some = JsonMapper.shared().createArrayNode();
      ids.subList(from, Math.min(ids.size(), from + IDS_A_CALL)).forEach(some::add);
      JsonNode reconciled = administrator.post("/sandbox/outbox/reconcile", some);
      reconciled.path("missing").forEach(id -> missing.add(id.asString()));
      doubled += reconciled.path("doubled").size();
    }
  }

  /**
   * Takes note of one message as Herald lists it. Call {@link #reconcile} before.
   *
   * @param message others than the accepted ones are passed over
   */
  void note(JsonNode message) {
    String id = message.path("id").asString();
    if (!accepted.contains(id)) {
      return;
    }
    String state = message.path("state").asString();
    boolean sent = SENT.contains(state);
    boolean failed = !sent && !WAITING.contains(state);
    retries += Math.max(0, message.path("attempts").asLong() - 1);
    waiting += WAITING.contains(state) ? 1 : 0;
    explained += !sent && missing.contains(id) ? 1 : 0;
    if (failed) {
      failures.merge(message.path("verdict").asString(state), 1L, Long::sum);
    }
    byChannel.merge(
        message.path("channel").asString(),
        new DemoResult.Channel(1, sent ? 1 : 0, failed ? 1 : 0),
        DemoResult.Channel::plus);
  }

  Map<String, DemoResult.Channel> byChannel() {
    return byChannel;
  }

  /** With those that were refused at the door. */
  Map<String, Long> failures(Map<String, Long> refusals) {
    Map<String, Long> all = new HashMap<>(failures);
    refusals.forEach((reason, count) -> all.merge("Refused: " + reason, count, Long::sum));
    return all;
  }

  DemoResult.Counts counts(long refused) {
    return new DemoResult.Counts(
        accepted.size(),
        refused,
        byChannel.values().stream().mapToLong(DemoResult.Channel::sent).sum(),
        byChannel.values().stream().mapToLong(DemoResult.Channel::failed).sum(),
        waiting,
        missing.size() - explained,
        doubled,
        retries);
  }
}
