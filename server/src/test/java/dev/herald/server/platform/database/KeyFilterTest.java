package dev.herald.server.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyFilterTest {
  private static final long SEED = 20_261_201;
  private final Random random = new Random(SEED);

  private List<UUID> keys(int count) {
    return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
        .limit(count)
        .toList();
  }

  @Test
  void whatIsOnTheListIsNeverRuledOut() {
    KeyFilter filter = new KeyFilter(50_000);
    List<UUID> listed = keys(100_000);
    listed.forEach(filter::add);

    assertThat(listed).as("seed %d", SEED).allMatch(filter::mayHave);
  }

  @Test
  void nearlyAllOthersAre() {
    KeyFilter filter = new KeyFilter(50_000);
    keys(50_000).forEach(filter::add);

    assertThat(keys(100_000).stream().filter(filter::mayHave).count())
        .as("seed %d", SEED)
        .isLessThan(500);
  }

  @Test
  void itIsFullWhenTwiceAsManyCameAsWereExpected() {
    KeyFilter filter = new KeyFilter(10_000);
    keys(19_000).forEach(filter::add);
    assertThat(filter.isFull()).isFalse();
    keys(2_000).forEach(filter::add);
    assertThat(filter.isFull()).isTrue();
  }
}
