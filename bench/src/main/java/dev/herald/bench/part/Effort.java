package dev.herald.bench.part;

/**
 * How thoroughly it is measured.
 *
 * @param rounds that count
 * @param profile whether one more round shows where the server's CPU time goes
 * @param handlers how many servers share a capped source
 * @param largest whether it is also measured what takes an hour and very much space
 */
public record Effort(Size size, int rounds, boolean profile, int handlers, boolean largest) {
  /** How much is measured with. */
  public enum Size {
    FULL(1, 12),
    /** Shows in which region a figure lies. */
    QUICK(10, 3),
    /** Shows that it works, and measures nothing. */
    TINY(1_000, 1);

    private final int divisor;
    private final int warmUpsAtMost;

    Size(int divisor, int warmUpsAtMost) {
      this.divisor = divisor;
      this.warmUpsAtMost = warmUpsAtMost;
    }

    int of(int full) {
      return Math.max(1, full / divisor);
    }
  }

  /** A size of this effort. */
  int size(int full) {
    return size.of(full);
  }

  int warmUpsAtMost() {
    return size.warmUpsAtMost;
  }
}
