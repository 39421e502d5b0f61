package dev.herald.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.herald.client.feed.Feed;
import dev.herald.client.feed.FeedMessage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the client makes of a feed's answers, over real HTTP. */
class FeedClientIT {
  private static final UUID ID = UUID.randomUUID();
  private static final UUID LEASE = UUID.randomUUID();
  private static final String TAKEN =
      """
      {"messages": [{"id": "%s", "lease": "%s", "leasedUntil": "2026-12-01T10:00:30Z", "delivery": 2,
        "node": "ledger", "tenant": "acme", "newer": 1,
        "content": {"format": "payload", "type": "booked", "json": {"shares": "12"}}}]}
      """
          .formatted(ID, LEASE);

  private final ScriptedServer server = new ScriptedServer();
  private final Feed feed =
      Feed.of(HeraldClient.at(server.url()).key("the-key").build(), "payroll");

  @AfterEach
  void end() {
    server.close();
  }

  private FeedMessage taken() {
    server.says(200, TAKEN);
    return feed.pull(20, Duration.ofSeconds(5)).getFirst();
  }

  @Test
  void a_message_is_taken_and_acked_by_its_lease() {
    FeedMessage message = taken();
    server.nowSays(200, "{\"done\": [\"%s\"], \"gone\": []}".formatted(LEASE));
    feed.ack(message);

    assertThat(message.id()).isEqualTo(ID);
    assertThat(message.delivery()).isEqualTo(2);
    assertThat(message.json().get("shares")).isEqualTo("12");
    assertThat(message).hasToString("FeedMessage[id=%s, delivery=2]".formatted(ID));
    assertThat(server.requests().getFirst().path())
        .isEqualTo("/herald/v1/feeds/payroll/messages?max=20&wait=5000ms");
    assertThat(server.requests().get(1).path()).isEqualTo("/herald/v1/feeds/payroll/ack");
    assertThat(server.requests().get(1).body()).contains(LEASE.toString());
  }

  @Test
  void what_is_another_consumers_by_now_is_told() {
    FeedMessage message = taken();
    server.nowSays(200, "{\"done\": [], \"gone\": [\"%s\"]}".formatted(LEASE));
    assertThat(feed.nack(List.of(message), Duration.ofSeconds(30))).isEmpty();
    assertThat(server.requests().get(1).body()).contains("\"delay\":\"30000ms\"");

    server.nowSays(409, "{\"code\": \"LEASES_GONE\", \"detail\": \"none is any more\"}");
    assertThat(catchThrowableOfType(HeraldException.Conflict.class, () -> feed.ack(message)))
        .hasMessageContaining("none is any more");
  }

  @Test
  void a_name_that_is_none_is_refused_before_it_is_part_of_an_address() {
    HeraldClient herald = HeraldClient.at(server.url()).key("the-key").build();
    assertThatThrownBy(() -> Feed.of(herald, "../messages"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
