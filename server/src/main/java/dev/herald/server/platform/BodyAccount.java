package dev.herald.server.platform;

import jakarta.servlet.http.HttpServletRequest;

/** Whose a request's body is, and how much of it is in hand. Safe for one thread at a time. */
public interface BodyAccount {
  /** The attribute of a request that holds its account. */
  String ATTRIBUTE = BodyAccount.class.getName();

  /** Of a request without a body: counts nothing. */
  BodyAccount NONE =
      new BodyAccount() {
        @Override
        public void belongsTo(Object holder) {}

        @Override
        public void comesInLines() {}

        @Override
        public Taken take(long bytes) {
          return () -> {};
        }

        @Override
        public void waited(long nanos, long bytes) {}
      };

  static BodyAccount of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof BodyAccount account ? account : NONE;
  }

  /** Room that was taken; closing gives it back. */
  @FunctionalInterface
  interface Taken extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * From now on the body counts as this caller's, and may be as large as any. Before, it counts as
   * its address's and is a small one.
   */
  void belongsTo(Object holder);

  /**
   * The body is not kept whole. Whoever reads it takes memory for its lines, and says how long they
   * take.
   */
  void comesInLines();

  /**
   * Waits for memory, as long as a body may take to come.
   *
   * @throws RequestProblem.Unavailable when there is none
   */
  Taken take(long bytes);

  /**
   * @param nanos how long something was waited for of which so many bytes are there
   * @throws RequestProblem.TooSlow when that is too long
   */
  void waited(long nanos, long bytes);
}
