package dev.herald.bench.worker;

/** What a worker is told. */
public record Command(Verb verb, int messages) {
  /** What to do with so many messages. */
  public enum Verb {
    /** Put them where they wait. */
    FILL,
    /** Work them off. */
    WORK
  }
}
