package dev.herald.server;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What docs/grow-to-a-cluster.md says of machines follows from what docs/performance.md measured.
 */
class GrowthFiguresTest {
  private static final Path MEASURED = Path.of("../docs/performance.md");
  private static final Path PAGE = Path.of("../docs/grow-to-a-cluster.md");
  private static final LongStream MILLIONS_A_DAY = LongStream.of(1, 10, 100, 1_000);
  private static final double PEAK_OVER_MEAN = 5;
  private static final double BUSY = 0.5;
  private static final double BYTES_KEPT = 2_000;
  private static final double DAYS_KEPT = 30;
  private static final double BYTES_OF_A_CELL = 8e12;
  private static final int A_PARTITION = 1_000;
  private static final int LEAST_PARTITIONS = 12;

  /**
   * What was measured on two cores.
   *
   * @param micros of processor time that a single message takes
   * @param database of them, in PostgreSQL
   * @param store messages a second that a full store saves and settles
   */
  private record Measured(double micros, double database, double store) {
    static Measured read() throws IOException {
      String page = Files.readString(MEASURED);
      return new Measured(
          number(page, "A message costs ([\\d,]+) µs of CPU time"),
          number(page, "A line costs [\\d,]+ µs, of which PostgreSQL takes ([\\d,]+)"),
          number(page, "falls to ([\\d,]+) within two million messages"));
    }

    private static double number(String page, String sentence) {
      Matcher found = Pattern.compile(sentence).matcher(page);
      return found
          .results()
          .map(MatchResult::group)
          .map(text -> text.replaceFirst(".*?" + sentence + ".*", "$1"))
          .mapToDouble(text -> Double.parseDouble(text.replace(",", "")))
          .findFirst()
          .orElseThrow(() -> new AssertionError(MEASURED + " lacks: " + sentence));
    }

    String words() {
      return String.format(
          Locale.ROOT,
          "a single message takes %,.0f µs of processor time, %,.0f of them PostgreSQL's, and a full"
              + " store saves %,.0f a second on two cores.",
          micros,
          database,
          store);
    }

    String row(long millions) {
      double peak = millions * 1e6 / 86_400 * PEAK_OVER_MEAN;
      double bytes = millions * 1e6 * DAYS_KEPT * BYTES_KEPT;
      return String.format(
          Locale.ROOT,
          "| %,d million | %,.0f | %.1f | %.1f | %d | %s | %d |",
          millions,
          peak,
          cores(peak * (micros - database)),
          cores(peak * database),
          Math.max(LEAST_PARTITIONS, (int) Math.ceil(peak / A_PARTITION)),
          bytes < 1e12 ? "%.0f GB".formatted(bytes / 1e9) : "%.0f TB".formatted(bytes / 1e12),
          (int) Math.ceil(Math.max(peak / (store * BUSY), bytes / BYTES_OF_A_CELL)));
    }

    private static double cores(double microsPerSecond) {
      return Math.max(0.1, microsPerSecond / 1e6 / BUSY);
    }
  }

  @Test
  void the_page_has_the_inputs_and_the_figures_that_follow_from_them() throws IOException {
    Measured measured = Measured.read();
    String table =
        MILLIONS_A_DAY
            .mapToObj(measured::row)
            .collect(
                joining(
                    "\n",
                    """
                    | a day | peak a second | cores of Herald | cores of PostgreSQL | partitions | kept 30 days | cells |
                    |---|---|---|---|---|---|---|
                    """,
                    "\n"));

    assertThat(Files.readString(PAGE)).contains(measured.words()).contains("\n\n" + table + "\n");
  }
}
