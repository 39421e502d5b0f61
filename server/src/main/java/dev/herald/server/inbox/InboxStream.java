package dev.herald.server.inbox;

import dev.herald.server.platform.Shutdown;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells a recipient's page of changes for as long as it listens, and a token lives at most. */
@Component
class InboxStream {
  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * A comment, so that whoever is on the way sees that the connection is alive, or that it isn't.
   */
  private static final Duration BEAT = Duration.ofSeconds(10);

  private final InboxWatch watch;
  private final Shutdown shutdown;
  private final JsonMapper json;

  InboxStream(InboxWatch watch, Shutdown shutdown, JsonMapper json) {
    this.watch = watch;
    this.shutdown = shutdown;
    this.json = json;
  }

  void write(Owner owner, Duration life, OutputStream out) throws IOException {
    long end = System.nanoTime() + (life.compareTo(LONGEST) < 0 ? life : LONGEST).toNanos();
    watch.begin(owner);
    try {
      write(out, ": here\n\n");
      listen(owner, end, out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watch.end(owner);
    }
  }

  private void listen(Owner owner, long end, OutputStream out)
      throws IOException, InterruptedException {
    InboxWatch.@Nullable State seen = null;
    while (!shutdown.begun() && System.nanoTime() - end < 0) {
      long left = Math.min(BEAT.toNanos(), Math.max(1_000_000, end - System.nanoTime()));
      InboxWatch.State state = watch.await(owner, seen, Duration.ofNanos(left));
      if (state == null || state.equals(seen)) {
        write(out, ": here\n\n");
      } else {
        seen = state;
        write(out, "event: inbox\ndata: %s\n\n".formatted(json.writeValueAsString(state)));
      }
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
