package dev.herald.sandbox.sms;

import dev.herald.sandbox.standin.Fate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
  private final Deque<Report> queue = new ArrayDeque<>();
  private final Consumer<Report> told;

  /**
   * @param account whose message it was
   * @param at in epoch seconds
   * @param id the provider's of this one message
   * @param echo what the caller gave to be told again
   */
  record Report(
      String account, long at, String number, String id, String echo, @Nullable Fate fate) {
    boolean isDelivered() {
      return fate != Fate.UNDELIVERED;
    }

    boolean isKnown() {
      return fate != Fate.SILENT;
    }
  }

  /**
   * @param told hears of every report, to send it on
   */
  SmsReports(Consumer<Report> told) {
    this.told = told;
  }

  void add(Report report) {
    synchronized (this) {
      List<Report> reports = byNumber.computeIfAbsent(report.number(), _ -> new ArrayList<>(1));
      if (reports.size() == PER_NUMBER) {
        reports.removeFirst();
      }
      reports.add(report);
      if (queue.size() == NUMBERS) {
        queue.removeFirst();
      }
      if (report.isKnown()) {
        queue.add(report);
      }
    }
    if (report.isKnown()) {
      told.accept(report);
    }
  }

  /**
   * @param from in epoch seconds
   * @param to in epoch seconds, still in the range
   */
  synchronized List<Report> of(String number, long from, long to) {
    return byNumber.getOrDefault(number, List.of()).stream()
        .filter(report -> report.at() >= from && report.at() <= to)
        .filter(Report::isKnown)
        .toList();
  }

  /** Also of those that nothing is known of yet. */
  synchronized List<Report> all(String number) {
    return List.copyOf(byNumber.getOrDefault(number, List.of()));
  }

  /** The oldest of those that nobody took yet; they are taken. */
  synchronized List<Report> take(int most) {
    List<Report> taken = new ArrayList<>();
    while (taken.size() < most && !queue.isEmpty()) {
      taken.add(queue.removeFirst());
    }
    return taken;
  }
}
