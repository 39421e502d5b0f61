package dev.herald.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of each short message that was accepted, for the latest numbers. */
final class SmsReports {
  private static final int NUMBERS = 20_000;
  private static final int PER_NUMBER = 100;

  private final Map<String, List<Report>> byNumber =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Report>> eldest) {
          return size() > NUMBERS;
        }
      };

  /**
   * @param at in epoch seconds
   * @param failure the carrier's code; null when it was delivered
   */
  record Report(
      long at, String number, String serial, String sessionContext, @Nullable String failure) {}

  synchronized void add(Report report) {
    List<Report> reports = byNumber.computeIfAbsent(report.number(), _ -> new ArrayList<>(1));
    if (reports.size() == PER_NUMBER) {
      reports.removeFirst();
    }
    reports.add(report);
  }

  /**
   * @param from in epoch seconds
   * @param to in epoch seconds, still in the range
   */
  synchronized List<Report> of(String number, long from, long to) {
    return byNumber.getOrDefault(number, List.of()).stream()
        .filter(report -> report.at() >= from && report.at() <= to)
        .toList();
  }
}
