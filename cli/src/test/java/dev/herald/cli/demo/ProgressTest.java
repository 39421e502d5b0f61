package dev.herald.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter shown = new StringWriter();

  private static Standing standing(long accepted, long sent, long millis) {
    return new Standing(1_000, accepted, sent, 0, Duration.ofMillis(millis));
  }

  @Test
  void the_bar_tells_sent_from_accepted_from_not_yet() {
    assertThat(Progress.bar(standing(500, 250, 1_000)))
        .isEqualTo("  █████▒▒▒▒▒▒░░░░░░░░░░░  500 accepted  250 sent  0 failed  250/s");
  }

  @Test
  void a_million_fits_a_terminal() {
    Standing all = new Standing(1_000_000, 1_000_000, 999_999, 1, Duration.ofSeconds(80));

    assertThat(Progress.bar(all).length()).isLessThan(80);
  }

  @Test
  void without_a_terminal_there_is_a_line_a_second_and_one_at_the_end() {
    Progress progress = new Progress(new PrintWriter(shown), false);

    for (int tick = 0; tick < 25; tick++) {
      progress.show(standing(tick, tick, tick * 100));
    }
    progress.end(standing(1_000, 1_000, 2_500));

    assertThat(shown.toString().lines()).hasSize(3);
    assertThat(shown.toString()).doesNotContain("\r", "\u001b");
  }

  @Test
  void on_a_terminal_one_line_is_drawn_again() {
    Progress progress = new Progress(new PrintWriter(shown), true);

    progress.show(standing(1, 0, 100));
    progress.show(standing(2, 1, 200));
    progress.end(standing(1_000, 1_000, 300));

    assertThat(shown.toString().chars().filter(c -> c == '\n').count()).isEqualTo(1);
  }
}
