package dev.herald.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private final UUID acme = UUID.randomUUID();
  private final UUID hengtong = UUID.randomUUID();
  private final FairQueue<String> queue = new FairQueue<>();

  private List<String> next(int count) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(queue.poll());
    }
    return items;
  }

  @Test
  void one_who_comes_after_a_thousand_of_another_tenant_is_second() {
    for (int i = 0; i < 1_000; i++) {
      queue.add(acme, 1, "acme " + i);
    }
    queue.add(hengtong, 1, "hengtong");

    assertThat(next(3)).containsExactly("acme 0", "hengtong", "acme 1");
  }

  @Test
  void a_heavier_tenant_has_more_in_a_row() {
    for (int i = 0; i < 6; i++) {
      queue.add(acme, 2, "a" + i);
      queue.add(hengtong, 1, "h" + i);
    }

    assertThat(next(6)).containsExactly("a0", "a1", "h0", "a2", "a3", "h1");
  }

  @Test
  void it_knows_how_many_go_before_the_next_one_of_a_tenant() {
    for (int i = 0; i < 1_000; i++) {
      queue.add(acme, 2, "acme " + i);
    }

    assertThat(queue.ahead(acme, 2)).isEqualTo(1_000);
    assertThat(queue.ahead(hengtong, 1)).isEqualTo(2);
  }

  @Test
  void it_is_empty_when_all_are_taken() {
    queue.add(acme, 1, "a");

    assertThat(next(2)).containsExactly("a", null);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void one_that_is_given_back_is_the_next_again() {
    queue.add(acme, 1, "a1");
    queue.add(acme, 1, "a2");
    queue.add(hengtong, 1, "h1");
    queue.addFirst(acme, 1, next(1).getFirst());

    assertThat(next(3)).containsExactly("a1", "h1", "a2");
  }

  @Test
  void one_that_leaves_is_passed_over() {
    queue.add(acme, 1, "a1");
    queue.add(hengtong, 1, "h1");

    assertThat(queue.remove(acme, "a1")).isTrue();
    assertThat(queue.remove(acme, "a1")).isFalse();
    assertThat(queue.has(acme)).isFalse();
    assertThat(next(1)).containsExactly("h1");
    assertThat(queue.isEmpty()).isTrue();
  }
}
