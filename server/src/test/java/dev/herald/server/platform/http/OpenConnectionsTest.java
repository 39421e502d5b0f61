package dev.herald.server.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {
  private final List<Integer> closed = new ArrayList<>();
  private final OpenConnections<Integer> open = new OpenConnections<>(this::close);

  private boolean close(Integer connection) {
    closed.add(connection);
    open.closed(connection);
    return true;
  }

  @BeforeEach
  void thereIsRoomForFew() {
    open.bound(10, 4);
  }

  private boolean admit(int connection, String site) {
    return open.admit(connection, new Site(site));
  }

  private OpenConnection.Work work(int connection) {
    return Objects.requireNonNull(open.find(connection)).works();
  }

  @Test
  void one_too_many_of_an_address_takes_the_place_of_its_oldest() {
    for (int i = 0; i < 5; i++) {
      assertThat(admit(i, i == 0 ? "other" : "same")).isTrue();
    }

    assertThat(admit(5, "same")).isTrue();
    assertThat(closed).containsExactly(1);
  }

  @Test
  void one_too_many_in_sum_takes_the_place_of_the_oldest_of_all() {
    for (int i = 0; i < 10; i++) {
      admit(i, "site " + i);
    }

    assertThat(admit(10, "another")).isTrue();
    assertThat(closed).containsExactly(0);
    assertThat(open.count()).isEqualTo(10);
  }

  @Test
  void what_is_worked_on_is_left_alone() {
    for (int i = 0; i < 4; i++) {
      admit(i, "same");
      work(i);
    }

    assertThat(admit(4, "same")).isFalse();
    assertThat(closed).isEmpty();
    open.closed(0);
    assertThat(admit(5, "same")).isTrue();
  }

  @Test
  void a_header_in_drips_is_late_since_its_first_part_and_an_idle_connection_never() {
    admit(1, "dripping");
    admit(2, "idle");
    work(1).hasPartOfHeader();
    work(2);
    Objects.requireNonNull(open.find(2)).isIdle();

    open.closeLate(Duration.ofHours(1));
    assertThat(closed).isEmpty();
    open.closeLate(Duration.ZERO);
    assertThat(closed).containsExactly(1);
  }

  @Test
  void an_ipv6_network_is_one_address() {
    assertThat(Site.of("2001:db8::1")).isEqualTo(Site.of("2001:db8::2"));
    assertThat(Site.of("2001:db8::1")).isNotEqualTo(Site.of("2001:db8:0:1::1"));
    assertThat(Site.of("192.0.2.1")).isNotEqualTo(Site.of("192.0.2.2"));
  }
}
