package dev.herald.server.feed;

import dev.herald.server.platform.Shutdown;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands messages out as server-sent events for as long as somebody listens. No more are out at once
 * than were asked for: acking one lets the next come.
 */
@Component
class FeedStream {
  /**
   * A comment, so that whoever is on the way sees that the connection is alive, or that it isn't.
   */
  private static final Duration BEAT = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofMillis(250);

  private final FeedPull pull;
  private final JdbcClient jdbc;
  private final Shutdown shutdown;
  private final JsonMapper json;

  FeedStream(FeedPull pull, JdbcClient jdbc, Shutdown shutdown, JsonMapper json) {
    this.pull = pull;
    this.jdbc = jdbc;
    this.shutdown = shutdown;
    this.json = json;
  }

  /** Returns when this process leaves, or the time is over. */
  void write(FeedLeases.Wish wish, Duration length, OutputStream out) throws IOException {
    long end = System.nanoTime() + length.toNanos();
    List<UUID> given = new ArrayList<>();
    comment(out, "waiting");
    long beat = System.nanoTime();
    while (!shutdown.begun() && System.nanoTime() - end < 0) {
      given = held(given);
      int room = wish.most() - given.size();
      List<FeedMessage> taken =
          room == 0
              ? List.of()
              : pull.take(
                  new FeedLeases.Wish(wish.key(), wish.consumer(), room, wish.length()),
                  shorter(BEAT, end));
      for (FeedMessage message : taken) {
        event(out, message);
        given.add(message.lease());
      }
      if (taken.isEmpty() && System.nanoTime() - beat >= BEAT.toNanos()) {
        comment(out, "waiting");
        beat = System.nanoTime();
      }
      if (room == 0) {
        pause();
      }
    }
  }

  private static Duration shorter(Duration wait, long end) {
    long left = Math.max(0, end - System.nanoTime());
    return Duration.ofNanos(Math.min(wait.toNanos(), left));
  }

  /** Those that are neither acked nor given back, and have not lapsed. */
  private List<UUID> held(List<UUID> given) {
    return given.isEmpty()
        ? given
        : new ArrayList<>(
            jdbc.sql(
                    """
                    select token from feed_lease
                    where token = any (?) and acked_at is null and until > now()
                    """)
                .param(given.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void event(OutputStream out, FeedMessage message) throws IOException {
    write(
        out,
        "event: message\nid: %s\ndata: %s\n\n"
            .formatted(message.lease(), json.writeValueAsString(message)));
  }

  private static void comment(OutputStream out, String text) throws IOException {
    write(out, ": " + text + "\n\n");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
