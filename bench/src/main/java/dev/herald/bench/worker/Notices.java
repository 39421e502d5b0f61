package dev.herald.bench.worker;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.platform.Ids;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Route;
import dev.herald.server.task.Submission;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** The messages of workers that have no intake: what the load generator's notices are there. */
final class Notices {
  static final String LANE = "normal";
  private static final long NUMBERS = 100_000_000;
  private static final long LIFE_SECONDS = 604_800;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final UUID any = Ids.next();
  private final NewMessage.Ownership whose = new NewMessage.Ownership(any, any, any, null);

  /** What stands for whatever has an id: the source, the application. */
  UUID any() {
    return any;
  }

  /**
   * @param dueAt null: at once
   */
  NewMessage notice(long number, @Nullable Instant dueAt) {
    Destination destination =
        new Destination(Destination.Kind.PHONE, "+86138%08d".formatted(number % NUMBERS));
    return new NewMessage(
        Ids.next(),
        Ids.next(),
        whose,
        LANE,
        "bench",
        dueAt,
        Instant.now().plusSeconds(LIFE_SECONDS),
        null,
        null,
        new MessageContext(
            new Route(Channel.SMS, destination, any),
            List.of(),
            JsonNodeFactory.instance
                .objectNode()
                .put("name", "韩梅梅")
                .put("grant", "2026-B-" + number)
                .put("shares", 100 + number % 9_900)
                .put("price", 12.5)
                .put("currency", "CNY")
                .put("vestedOn", "2026-11-20"),
            Locale.SIMPLIFIED_CHINESE,
            ZONE,
            null,
            List.of()));
  }

  Submission alone(NewMessage message) {
    return new Submission(message.requestId(), any, null, List.of(message));
  }

  /** Under an idempotency key of its own. */
  Submission keyed(NewMessage message) {
    return alone(message)
        .under(new Submission.IdempotencyKey(UUID.randomUUID(), UUID.randomUUID()));
  }
}
