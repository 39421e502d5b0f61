package dev.herald.bench.part;

/**
 * How thoroughly it is measured.
 *
 * @param rounds that count
 * @param quick whether small sizes do: to see that it works, not what it does
 */
public record Effort(int rounds, boolean quick) {
  /** A size, or its small part when quick. */
  int size(int full) {
    return quick ? Math.max(1, full / 10) : full;
  }

  int warmUpsAtMost() {
    return quick ? 3 : 12;
  }
}
