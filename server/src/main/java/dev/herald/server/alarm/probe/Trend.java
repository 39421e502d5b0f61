package dev.herald.server.alarm.probe;

import java.util.List;

/**
 * A straight line through counts of equal steps of time, by least squares.
 *
 * @param perStep how much more each step has than the one before
 * @param last where the line is at the last step
 */
record Trend(double perStep, double last) {

  /**
   * @param counts at least one, oldest first
   */
  static Trend of(List<Long> counts) {
    int n = counts.size();
    double middle = (n - 1) / 2.0;
    double mean = counts.stream().mapToLong(Long::longValue).average().orElseThrow();
    double together = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      together += (i - middle) * (counts.get(i) - mean);
      squares += (i - middle) * (i - middle);
    }
    double slope = squares == 0 ? 0 : together / squares;
    return new Trend(slope, mean + slope * (n - 1 - middle));
  }

  /** In how many steps it is there; infinite when it never is. */
  double until(double count) {
    if (last >= count) {
      return 0;
    }
    return perStep <= 0 ? Double.POSITIVE_INFINITY : (count - last) / perStep;
  }
}
