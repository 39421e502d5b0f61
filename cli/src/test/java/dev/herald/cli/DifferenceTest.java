package dev.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DifferenceTest {
  private static Difference of(String json) {
    return new Difference(JsonMapper.shared().readTree(json));
  }

  @Test
  void each_changed_piece_is_shown_with_its_fields() {
    Difference difference =
        of(
            """
            [{"kind": "tenant", "key": "acme", "action": "CREATED",
              "fields": [{"path": "name", "after": "Acme"}]},
             {"kind": "node", "key": "esop/a", "action": "UPDATED",
              "fields": [{"path": "expiry", "before": "3d", "after": "2d"},
                         {"path": "lane", "before": "bulk"}]},
             {"kind": "tenant", "key": "same", "action": "UNCHANGED", "fields": []}]
            """);

    assertThat(difference.lines())
        .containsExactly(
            "+ tenant acme",
            "    name: Acme",
            "~ node esop/a",
            "    expiry: 3d -> 2d",
            "    lane: bulk -> (none)");
    assertThat(difference.summary()).isEqualTo("1 to create, 1 to update, 1 unchanged");
    assertThat(difference.isEmpty()).isFalse();
  }

  @Test
  void a_long_text_is_shown_by_its_beginning() {
    Difference difference =
        of(
            """
            [{"kind": "template", "key": "t", "action": "CREATED",
              "fields": [{"path": "text", "after": "first line\\nsecond line"}]}]
            """);

    assertThat(difference.lines()).containsExactly("+ template t", "    text: first line ...");
  }

  @Test
  void nothing_changes_when_all_is_as_it_should_be() {
    assertThat(
            of("""
            [{"kind": "tenant", "key": "same", "action": "UNCHANGED", "fields": []}]
            """)
                .isEmpty())
        .isTrue();
  }
}
