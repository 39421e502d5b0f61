package dev.herald.bench.process;

/** The bench can't go on. The message is for the person at the shell. */
public final class BenchFailure extends RuntimeException {
  public BenchFailure(String message) {
    super(message, null, false, false);
  }
}
