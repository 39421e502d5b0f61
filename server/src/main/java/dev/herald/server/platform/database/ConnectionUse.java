package dev.herald.server.platform.database;

/**
 * What a database connection is asked for. Each use has connections of its own, so that none waits
 * for another.
 */
public enum ConnectionUse {
  /** Sending, jobs, and whatever else runs without a request. */
  LANES,
  /** What taking submissions in looks up; saving them is part of their lane. */
  INTAKE,
  /** Every other request. */
  PEOPLE;

  private static final ScopedValue<ConnectionUse> CURRENT = ScopedValue.newInstance();

  /** Of what runs now. */
  public static ConnectionUse current() {
    return CURRENT.orElse(LANES);
  }

  /** Runs something for this use, whoever asks for it. */
  public <R, X extends Throwable> R call(ScopedValue.CallableOp<? extends R, X> work) throws X {
    return ScopedValue.where(CURRENT, this).call(work);
  }

  /** The same work for this use, on whatever thread it is run. */
  public Runnable bound(Runnable work) {
    return () -> ScopedValue.where(CURRENT, this).run(work);
  }
}
