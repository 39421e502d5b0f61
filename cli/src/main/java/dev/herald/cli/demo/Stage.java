package dev.herald.cli.demo;

import dev.herald.cli.server.CommandFailure;
import dev.herald.cli.server.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * What must stand before a burst: people, room at the robots, and some trouble at the stand-ins.
 */
final class Stage {
  private static final Duration CAP_WINDOW = Duration.ofSeconds(61);
  private static final int LINES = 1_000;

  private final Server server;

  /**
   * @param server with the administrator's key
   */
  Stage(Server server) {
    this.server = server;
  }

  /** Refuses to go on where messages would leave for real. */
  void requireSandbox() {
    try {
      server.get("/sandbox/outbox/counts");
    } catch (CommandFailure absent) {
      throw new CommandFailure(
          "%s is no sandbox, and the demo sends to nobody real. Start one with ./herald demo%n(%s)"
              .formatted(server.url(), absent.getMessage()));
    }
  }

  /** What the robots' caps leave after an earlier demo in the last minute, by channel. */
  Map<String, Integer> room() {
    Instant from = Instant.now().minus(CAP_WINDOW);
    Map<String, Integer> room = new HashMap<>();
    for (String chat : Burst.CHATS) {
      JsonNode taken = server.get("/sandbox/outbox?limit=1000&channel=" + chat);
      long recent =
          taken
              .valueStream()
              .filter(message -> Instant.parse(message.path("at").asString()).isAfter(from))
              .count();
      room.put(chat, Math.toIntExact(Math.max(0, Burst.MOST_PER_CHAT - recent)));
    }
    return room;
  }

  /** Puts the people who will be written to. */
  void employ(Company company, int employees) {
    String path = "/v1/tenants/%s/recipients".formatted(company.tenant());
    for (int start = 0; start < employees; start += LINES) {
      List<JsonNode> lines =
          IntStream.range(start, Math.min(employees, start + LINES))
              .<JsonNode>mapToObj(number -> company.employee(number).json())
              .toList();
      for (JsonNode result : server.postLines(path, lines)) {
        if (result.path("result").asString().equals("invalid")) {
          throw new CommandFailure("the server refuses an employee: " + result);
        }
      }
    }
  }

  /** Sets the trouble up; to be closed when the burst is over. */
  Rules trouble(List<Trouble> troubles) {
    List<Long> ids = new ArrayList<>();
    for (Trouble trouble : troubles) {
      ids.add(server.post("/sandbox/rules", trouble.rule()).path("id").asLong());
    }
    return () -> ids.forEach(id -> server.delete("/sandbox/rules/" + id));
  }

  /** Rules that hold until they are taken back. */
  interface Rules extends AutoCloseable {
    @Override
    void close();
  }
}
