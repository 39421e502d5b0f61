package dev.herald.sandbox.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Outbox.Parts NO_PARTS =
      new Outbox.Parts() {
        @Override
        public ReceivedContent content() {
          return ReceivedContent.NONE;
        }

        @Override
        public String raw() {
          return "";
        }
      };

  private final Outbox outbox = new Outbox(3);

  @Test
  void the_newest_come_first_and_the_oldest_fall_out_but_stay_counted() {
    for (String id : List.of("a", "b", "c", "d")) {
      add("sms", id, Outcome.Status.ACCEPTED);
    }
    assertThat(found(OutboxQuery.ALL)).containsExactly("d", "c", "b");
    assertThat(found(OutboxQuery.ALL.limit(2))).containsExactly("d", "c");
    assertThat(outbox.count()).isEqualTo(4);
    assertThat(outbox.messageIdCounts().of("a")).isEqualTo(1);
  }

  @Test
  void a_query_fits_every_part_that_it_names() {
    add("sms", "a", Outcome.Status.ACCEPTED);
    add("email", "a", Outcome.Status.REFUSED);
    add("email", "b", Outcome.Status.ACCEPTED);
    assertThat(found(OutboxQuery.ALL.channel("email"))).containsExactly("b", "a");
    assertThat(found(OutboxQuery.ALL.channel("email").messageId("a"))).containsExactly("a");
    assertThat(found(OutboxQuery.ALL.status(Outcome.Status.REFUSED))).containsExactly("a");
    assertThat(found(OutboxQuery.ALL.destination("to-b"))).containsExactly("b");
    assertThat(found(OutboxQuery.ALL.provider("nobody"))).isEmpty();
  }

  @Test
  void only_accepted_messages_count_for_their_id() {
    String id = UUID.randomUUID().toString();
    add("sms", id, Outcome.Status.REFUSED);
    add("sms", id, Outcome.Status.DROPPED);
    add("sms", id, Outcome.Status.REPEATED);
    assertThat(outbox.messageIdCounts().of(id)).isZero();
    add("sms", id, Outcome.Status.ACCEPTED);
    assertThat(outbox.messageIdCounts().of(id)).isEqualTo(1);
    assertThat(outbox.tallies()).isEqualTo(Map.of("sms", new Outbox.Tally(1, 1, 1, 1)));
  }

  @Test
  void clearing_forgets_everything_and_goes_on_counting_ids() {
    add("sms", "a", Outcome.Status.ACCEPTED);
    outbox.clear();
    assertThat(found(OutboxQuery.ALL)).isEmpty();
    assertThat(outbox.count()).isZero();
    assertThat(outbox.tallies()).isEmpty();
    assertThat(outbox.messageIdCounts().of("a")).isZero();
    assertThat(outbox.get(1)).isEmpty();
    add("sms", null, Outcome.Status.ACCEPTED);
    assertThat(outbox.get(2)).hasValueSatisfying(m -> assertThat(m.id()).isEqualTo(2));
  }

  @Test
  void many_may_write_at_once_and_nothing_is_miscounted() {
    int writers = 8;
    int each = 5_000;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < writers; writer++) {
        executor.execute(() -> {
          for (int i = 0; i < each; i++) {
            add("sms", new UUID(7L << 12, i).toString(), Outcome.Status.ACCEPTED);
          }
        });
      }
    }
    assertThat(outbox.count()).isEqualTo(writers * each);
    assertThat(outbox.messageIdCounts().ids()).isEqualTo(each);
    assertThat(outbox.messageIdCounts().histogram()).isEqualTo(Map.of(writers, (long) each));
    assertThat(outbox.tallies())
        .isEqualTo(Map.of("sms", new Outbox.Tally(writers * each, 0, 0, 0)));
  }

  private void add(String channel, @Nullable String messageId, Outcome.Status status) {
    Envelope envelope =
        new Envelope(channel + "-provider", channel, "", List.of("to-" + messageId), messageId);
    outbox.add(
        Instant.EPOCH, envelope, new Outcome(status, "", SignatureCheck.NONE, null), NO_PARTS);
  }

  private List<@Nullable String> found(OutboxQuery query) {
    return outbox.find(query).stream().map(message -> message.envelope().messageId()).toList();
  }
}
