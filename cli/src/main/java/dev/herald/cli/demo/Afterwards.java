package dev.herald.cli.demo;

import dev.herald.cli.server.CommandFailure;
import dev.herald.cli.server.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What comes after a burst: providers report what was delivered, and one message is taken back. */
final class Afterwards {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int MOST_LOOKS = 40;

  /** So often nothing more came. */
  private static final int QUIET_LOOKS = 4;

  /** Takes messages back, and is spoken to by one message at a time. */
  private static final String RECALLED_ON = "telegram";

  private final Server server;
  private final Instant from;

  /**
   * @param server with the administrator's key
   * @param from when the burst began
   */
  Afterwards(Server server, Instant from) {
    this.server = server;
    this.from = from;
  }

  /** How many messages providers reported as delivered, once no more reports come. */
  long delivered() throws InterruptedException {
    long delivered = look();
    int quiet = 0;
    for (int looks = 0; looks < MOST_LOOKS && quiet < QUIET_LOOKS; looks++) {
      Thread.sleep(PAUSE);
      long now = look();
      quiet = now == delivered && now > 0 ? quiet + 1 : 0;
      delivered = now;
    }
    return delivered;
  }

  private long look() {
    return server
        .get("/v1/messages/counts?from=" + from)
        .path("byState")
        .path("DELIVERED")
        .asLong();
  }

  /** Takes one message back; empty where there was none that can be. */
  Optional<JsonNode> recall(List<Notice> notices, List<UUID> ids, Ledger ledger) {
    return ledger
        .sent(
            IntStream.range(0, notices.size())
                .filter(i -> notices.get(i).channel().equals(RECALLED_ON))
                .mapToObj(ids::get))
        .flatMap(this::recall);
  }

  private Optional<JsonNode> recall(UUID id) {
    try {
      return Optional.of(
          server.post(
              "/v1/messages/%s/recall".formatted(id), JsonNodeFactory.instance.objectNode()));
    } catch (CommandFailure refused) {
      return Optional.empty();
    }
  }
}
