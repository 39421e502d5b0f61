package dev.herald.sandbox.rule;

/** Which of the requests that fit a {@link Rule} it is applied to. */
public sealed interface Share {

  /** Every one. */
  record All() implements Share {}

  /** The n-th, the 2n-th, and so on. */
  record EveryNth(int n) implements Share {
    public EveryNth {
      if (n < 1) {
        throw new IllegalArgumentException("every %d-th makes no sense".formatted(n));
      }
    }
  }

  /**
   * A random part; the same seed picks the same ones again.
   *
   * @param part between 0 and 1
   */
  record Random(double part, long seed) implements Share {
    public Random {
      if (!(part >= 0 && part <= 1)) {
        throw new IllegalArgumentException("a part is between 0 and 1, not " + part);
      }
    }
  }

  /**
   * @param nth counted from 1 over the requests that fit
   */
  default boolean picks(long nth) {
    return switch (this) {
      case All _ -> true;
      case EveryNth(int n) -> nth % n == 0;
      case Random(double part, long seed) -> fraction(seed + nth * 0x9E3779B97F4A7C15L) < part;
    };
  }

  /** The finaliser of SplitMix64, so that neighbours are far apart. */
  private static double fraction(long state) {
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
  }
}
