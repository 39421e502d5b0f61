package dev.herald.cli.demo;

import dev.herald.cli.server.Server;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Both sides of the account: how each message ended by the server's record, and what the stand-ins
 * have of it.
 *
 * @param missing no stand-in took it
 * @param doubled taken more than once
 */
record Ledger(Map<UUID, Ending> endings, Set<UUID> missing, Set<UUID> doubled) {
  private static final int CHUNK = 10_000;

  Ledger {
    endings = Map.copyOf(endings);
    missing = Set.copyOf(missing);
    doubled = Set.copyOf(doubled);
  }

  /**
   * @param server with the administrator's key
   * @param from when the burst began
   */
  static Ledger read(Server server, Instant from, List<UUID> accepted) {
    Set<UUID> missing = new HashSet<>();
    Set<UUID> doubled = new HashSet<>();
    for (int start = 0; start < accepted.size(); start += CHUNK) {
      List<UUID> chunk = accepted.subList(start, Math.min(accepted.size(), start + CHUNK));
      JsonNode reconciled = server.postRepeatable("/sandbox/outbox/reconcile", array(chunk));
      addAll(missing, reconciled.path("missing"));
      addAll(doubled, reconciled.path("doubled"));
    }
    return new Ledger(endings(server, from), missing, doubled);
  }

  /** A message that was sent, and needed more attempts than others. */
  Optional<UUID> mostTried() {
    return endings.values().stream()
        .filter(ending -> ending.fate() == Ending.Fate.SENT)
        .max(Comparator.comparingInt(Ending::attempts).thenComparing(Ending::id))
        .map(Ending::id);
  }

  /** One of these that was sent. */
  Optional<UUID> sent(Stream<UUID> ids) {
    return ids.filter(id -> endings.containsKey(id) && endings.get(id).fate() == Ending.Fate.SENT)
        .findFirst();
  }

  private static Map<UUID, Ending> endings(Server server, Instant from) {
    String list = "/v1/messages?application=esop&limit=1000&from=%s".formatted(from);
    Map<UUID, Ending> endings = new HashMap<>();
    JsonNode page = server.get(list);
    add(endings, page);
    while (page.hasNonNull("next")) {
      page = server.get(list + "&cursor=" + page.path("next").asString());
      add(endings, page);
    }
    return endings;
  }

  private static void add(Map<UUID, Ending> endings, JsonNode page) {
    page.path("items")
        .valueStream()
        .map(Ending::of)
        .forEach(ending -> endings.put(ending.id(), ending));
  }

  private static ArrayNode array(List<UUID> ids) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    ids.forEach(id -> array.add(id.toString()));
    return array;
  }

  private static void addAll(Set<UUID> ids, JsonNode listed) {
    listed.valueStream().map(JsonNode::asString).map(UUID::fromString).forEach(ids::add);
  }
}
