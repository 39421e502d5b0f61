package dev.herald.bench.load;

/**
 * What the load generator is asked to submit.
 *
 * @param run told apart from other runs by it: part of every idempotency key
 * @param messages how many in all
 * @param connections how many are used side by side
 */
public record Order(
    Target target, Form form, String run, int messages, int connections, Pace pace) {

  /** Where to, and with which application's key. */
  public record Target(int port, String key) {}

  /** What a request holds. */
  public enum Packing {
    /** One message. */
    SINGLE,
    /** One message to many, each with variables of its own. */
    RECIPIENTS,
    /** NDJSON, a message a line. */
    LINES
  }

  /**
   * How it goes.
   *
   * @param perRequest how many messages
   * @param perSecond 0: each connection sends as soon as it has its answer; else on a schedule of
   *     so many a second, whether answers come or not
   * @param at when all messages are due, in ISO 8601; empty: at once
   */
  public record Pace(Packing packing, int perRequest, int perSecond, String at) {
    /** One message a request, the next as soon as one is answered. */
    public static final Pace SINGLE = new Pace(Packing.SINGLE, 1, 0, "");

    public static Pace recipients(int perRequest) {
      return new Pace(Packing.RECIPIENTS, perRequest, 0, "");
    }

    public static Pace bulk(int linesPerRequest) {
      return new Pace(Packing.LINES, linesPerRequest, 0, "");
    }

    public static Pace scheduled(int perSecond) {
      return new Pace(Packing.SINGLE, 1, perSecond, "");
    }

    public Pace dueAt(String time) {
      return new Pace(packing, perRequest, perSecond, time);
    }
  }
}
