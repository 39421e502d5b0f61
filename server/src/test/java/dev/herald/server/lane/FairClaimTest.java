package dev.herald.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairClaimTest {
  private final UUID acme = UUID.randomUUID();
  private final UUID hengtong = UUID.randomUUID();

  @Test
  void tenants_of_equal_weight_have_equal_parts() {
    assertThat(FairClaim.parts(List.of(acme, hengtong), 500, _ -> 1))
        .isEqualTo(Map.of(acme, 250, hengtong, 250));
  }

  @Test
  void a_heavier_tenant_has_more() {
    assertThat(FairClaim.parts(List.of(acme, hengtong), 500, t -> t.equals(acme) ? 4 : 1))
        .isEqualTo(Map.of(acme, 400, hengtong, 100));
  }

  @Test
  void the_lightest_gets_one() {
    assertThat(FairClaim.parts(List.of(acme, hengtong), 10, t -> t.equals(acme) ? 100 : 1))
        .isEqualTo(Map.of(acme, 9, hengtong, 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void never_more_than_wanted_and_at_least_one_for_each_that_fits(long seed) {
    Random random = new Random(seed);
    List<UUID> tenants =
        IntStream.range(0, random.nextInt(1, 900)).mapToObj(i -> new UUID(seed, i)).toList();
    int most = random.nextInt(1, 600);

    Map<UUID, Integer> parts =
        FairClaim.parts(
            tenants, most, t -> 1 + Math.floorMod(t.getLeastSignificantBits() * seed, 100));

    assertThat(parts).as("seed %d", seed).hasSize(Math.min(most, tenants.size()));
    assertThat(parts.values()).as("seed %d", seed).allMatch(part -> part >= 1);
    assertThat(parts.values().stream().mapToInt(Integer::intValue).sum())
        .as("seed %d", seed)
        .isLessThanOrEqualTo(most);
  }
}
