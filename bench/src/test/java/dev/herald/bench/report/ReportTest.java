package dev.herald.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.bench.process.Cost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Report report =
      new Report(
          "2 cores",
          2,
          List.of(
              new Findings(
                  "endtoend",
                  List.of(
                      new Figure(
                          "singly",
                          "msg/s",
                          new Spread(12_345.6, 12_000, 13_000),
                          new Cost(Map.of("herald", 61.24), Map.of("herald", 512.5), 1_480))),
                  Map.of("endToEndPerSecond", 12_000.0),
                  List.of("singly: over 64 connections"),
                  List.of(
                      new Section(
                          "CPU", List.of("module", "part"), List.of(List.of("task", "9"))))),
              new Findings(
                  "peers",
                  List.of(Figure.of("db-scheduler", "msg/s", 4_000)),
                  Map.of("dbSchedulerPerSecond", 4_000.0),
                  List.of(),
                  List.of())));

  @Test
  void theTableShowsEachFigureWithWhatItCost() {
    assertThat(report.markdown().lines().filter(line -> line.matches("\\|.* singly +\\|.*")))
        .first()
        .asString()
        .contains("12,346 msg/s", "12,000", "13,000", "61.2: herald 61.2", "1,480", "herald 513");
  }

  @Test
  void everyLineOfATableIsAsLongAsItsHeading() {
    assertThat(report.markdown().lines().filter(line -> line.startsWith("| ")).limit(4))
        .hasSize(4)
        .extracting(String::length)
        .containsOnly(report.markdown().lines().toList().get(2).length());
  }

  @Test
  void notesAndSectionsFollowTheTable() {
    assertThat(report.markdown())
        .containsSubsequence("db-scheduler", "- singly: over 64 connections", "### CPU", "| task");
  }

  @Test
  void eachGoalOfTheRunIsSetAgainstWhatWasReached() {
    assertThat(report.markdown().lines().filter(line -> line.matches("\\| (endTo|over).*")))
        .satisfiesExactly(
            rate -> assertThat(rate).containsSubsequence("12,000", "at least 12,000", "yes"),
            ratio -> assertThat(ratio).containsSubsequence("overDbScheduler", "3", "yes"));
  }

  @Test
  void aGoalThatIsMissedSaysSo() {
    Findings slow =
        new Findings("cap", List.of(), Map.of("capMaxPerSecond", 3_001.0), List.of(), List.of());

    assertThat(new Report("2 cores", 2, List.of(slow)).markdown())
        .containsPattern("capMaxPerSecond +\\| 3,001 +\\| at most 3,000 +\\| no ");
  }

  @Test
  void aRateSaysHowMuchOfTheProcessorsItTookAndWhatWouldBeTheMost() {
    assertThat(report.markdown().lines().filter(line -> line.contains("0.76 of 2")))
        .singleElement()
        .asString()
        .contains("singly", "herald 100", "32,658 msg/s");
  }

  @Test
  void theObjectHoldsWhatPartsNamedAndHowTheyCompare() {
    assertThat(report.json().toString())
        .isEqualTo(
            """
            {"dbSchedulerPerSecond":4000.0,"endToEndPerSecond":12000.0,"overDbScheduler":3.0}\
            """);
  }

  @Test
  void numbersShowThreeDigitsAndNoMoreZeroesThanNeeded() {
    assertThat(List.of(0.123, 1.5, 12.34, 123.4, 12_345.0))
        .extracting(Report::number)
        .containsExactly("0.12", "1.5", "12.3", "123", "12,345");
  }
}
