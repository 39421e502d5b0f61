package dev.herald.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.audit.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefusalCountsTest {
  private static final Instant START = Instant.parse("2026-11-22T01:02:03Z");

  private final RefusalCounts counts = new RefusalCounts();

  private void refuse(RefusalCounts.Kind kind, String address, @Nullable String key, Instant at) {
    Actor actor = new Actor(Actor.Kind.NOBODY, null, "nobody", address);
    counts.add(new RefusalCounts.Refusal(kind, actor, "GET /v1/messages", key), at);
  }

  @Test
  void theFirstIsDueAtOnceAndTheRestOfTheWindowAsOne() {
    refuse(RefusalCounts.Kind.KEY, "10.0.0.1", "a", START);
    assertThat(counts.due(START))
        .singleElement()
        .satisfies(due -> {
          assertThat(due.times()).isEqualTo(1);
          assertThat(due.keys()).containsExactly("a");
        });

    for (int i = 0; i < 5_000; i++) {
      refuse(RefusalCounts.Kind.KEY, "10.0.0.1", "key" + i, START.plusMillis(i));
    }
    assertThat(counts.due(START.plusSeconds(9))).isEmpty();
    Instant end = START.plus(RefusalCounts.WINDOW);
    assertThat(counts.due(end))
        .singleElement()
        .satisfies(due -> {
          assertThat(due.times()).isEqualTo(5_000);
          assertThat(due.from()).isEqualTo(START);
          assertThat(due.to()).isEqualTo(START.plusMillis(4_999));
          assertThat(due.keys()).hasSize(RefusalCounts.EXAMPLES);
        });
    assertThat(counts.due(end.plus(RefusalCounts.WINDOW))).isEmpty();
  }

  @Test
  void aFloodFromManyAddressesBecomesBoundedlyManyEntriesAndLosesNoCount() {
    for (int i = 0; i < 20_000; i++) {
      refuse(RefusalCounts.Kind.KEY, "10.1.%d.%d".formatted(i / 256, i % 256), "a", START);
    }
    List<RefusalCounts.Due> due = counts.due(START);

    assertThat(due).hasSize(RefusalCounts.MOST + 1);
    assertThat(due.stream().mapToLong(RefusalCounts.Due::times).sum()).isEqualTo(20_000);
  }

  @Test
  void aFloodOfKeysHidesNoRefusalOfAnotherKind() {
    for (int i = 0; i < 1_000; i++) {
      refuse(RefusalCounts.Kind.KEY, "10.1.%d.%d".formatted(i / 256, i % 256), "a", START);
    }
    refuse(RefusalCounts.Kind.ACCESS, "10.9.9.9", null, START);

    assertThat(counts.due(START)).anyMatch(due -> "10.9.9.9".equals(due.actor().address()));
  }

  @Test
  void oneIpv6NetworkIsOneCallerWhoseFirstAddressIsTold() {
    for (int i = 1; i <= 500; i++) {
      refuse(RefusalCounts.Kind.KEY, "2001:db8:1:2::%x".formatted(i), null, START);
    }

    assertThat(counts.due(START))
        .singleElement()
        .satisfies(due -> {
          assertThat(due.times()).isEqualTo(500);
          assertThat(due.actor().address()).isEqualTo("2001:db8:1:2::1");
        });
  }

  @Test
  void whatIsLeftIsTakenAtTheEnd() {
    refuse(RefusalCounts.Kind.ACCESS, "10.0.0.1", null, START);
    counts.due(START);
    refuse(RefusalCounts.Kind.ACCESS, "10.0.0.1", null, START.plusSeconds(1));

    assertThat(counts.rest(START.plus(Duration.ofSeconds(2)))).hasSize(1);
    assertThat(counts.rest(START.plus(Duration.ofSeconds(3)))).isEmpty();
  }
}
