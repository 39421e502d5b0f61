package dev.herald.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.task.TenantChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairClaimTest {
  private static final int PLENTY = 5_000;

  private final TenantChannel acme = new TenantChannel(UUID.randomUUID(), "email");
  private final TenantChannel hengtong = new TenantChannel(UUID.randomUUID(), "email");

  private static Map<TenantChannel, Integer> plentyFor(TenantChannel... flows) {
    return plentyFor(List.of(flows));
  }

  private static Map<TenantChannel, Integer> plentyFor(List<TenantChannel> flows) {
    Map<TenantChannel, Integer> rooms = new LinkedHashMap<>();
    flows.forEach(flow -> rooms.put(flow, PLENTY));
    return rooms;
  }

  private int heavyAcme(UUID tenant, int heavy) {
    return tenant.equals(acme.tenantId()) ? heavy : 1;
  }

  @Test
  void tenants_of_equal_weight_have_equal_parts() {
    assertThat(FairClaim.parts(plentyFor(acme, hengtong), 500, _ -> 1))
        .isEqualTo(Map.of(acme, 250, hengtong, 250));
  }

  @Test
  void a_heavier_tenant_has_more() {
    assertThat(FairClaim.parts(plentyFor(acme, hengtong), 500, t -> heavyAcme(t, 4)))
        .isEqualTo(Map.of(acme, 400, hengtong, 100));
  }

  @Test
  void the_lightest_gets_one() {
    assertThat(FairClaim.parts(plentyFor(acme, hengtong), 10, t -> heavyAcme(t, 100)))
        .isEqualTo(Map.of(acme, 9, hengtong, 1));
  }

  @Test
  void a_tenant_has_no_more_for_using_several_channels() {
    TenantChannel byText = new TenantChannel(acme.tenantId(), "sms");

    assertThat(FairClaim.parts(plentyFor(acme, byText, hengtong), 400, _ -> 1))
        .isEqualTo(Map.of(acme, 100, byText, 100, hengtong, 200));
  }

  @Test
  void none_gets_more_than_its_sources_take() {
    Map<TenantChannel, Integer> rooms = plentyFor(hengtong);
    rooms.put(acme, 3);

    assertThat(FairClaim.parts(rooms, 500, _ -> 1)).isEqualTo(Map.of(acme, 3, hengtong, 250));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void never_more_than_wanted_and_at_least_one_for_each_that_fits(long seed) {
    Random random = new Random(seed);
    List<TenantChannel> flows =
        IntStream.range(0, random.nextInt(1, 900))
            .mapToObj(i -> new TenantChannel(new UUID(seed, i), "email"))
            .toList();
    int most = random.nextInt(1, 600);

    Map<TenantChannel, Integer> parts =
        FairClaim.parts(
            plentyFor(flows),
            most,
            t -> 1 + (int) Math.floorMod(t.getLeastSignificantBits() * seed, 100));

    assertThat(parts).as("seed %d", seed).hasSize(Math.min(most, flows.size()));
    assertThat(parts.values()).as("seed %d", seed).allMatch(part -> part >= 1);
    assertThat(parts.values().stream().mapToInt(Integer::intValue).sum())
        .as("seed %d", seed)
        .isLessThanOrEqualTo(most);
  }

  /** Of calls for 200. */
  private record Ground(int room, int inHand) implements FairClaim.Ground {
    @Override
    public int capacity(TenantChannel flow) {
      return PLENTY;
    }

    @Override
    public int together(TenantChannel flow) {
      return 200;
    }

    @Override
    public boolean takeRoom(int tasks) {
      return tasks <= room;
    }

    @Override
    public int inHand(TenantChannel flow) {
      return inHand;
    }
  }

  private int whole(int part, Ground ground) {
    return FairClaim.whole(acme, part, plentyFor(acme), ground);
  }

  @Test
  void what_goes_in_calls_for_several_is_taken_in_whole_calls() {
    assertThat(whole(500, new Ground(0, 0))).isEqualTo(400);
    assertThat(whole(200, new Ground(0, 0))).isEqualTo(200);
    assertThat(whole(37, new Ground(163, 0))).as("with more room").isEqualTo(200);
  }

  @Test
  void without_room_for_a_whole_call_it_waits_for_those_that_it_has_and_for_nothing_else() {
    assertThat(whole(37, new Ground(162, 200))).isZero();
    assertThat(whole(37, new Ground(162, 199))).isEqualTo(37);
    assertThat(FairClaim.whole(acme, 37, new LinkedHashMap<>(Map.of(acme, 37)), new Ground(0, 200)))
        .as("all that its sources take")
        .isEqualTo(37);
  }
}
