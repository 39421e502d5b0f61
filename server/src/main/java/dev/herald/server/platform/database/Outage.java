package dev.herald.server.platform.database;

import java.util.function.BooleanSupplier;

/**
 * Lets a piece of work go on while the database is away, with what was known of it last.
 *
 * <p>Only what asks for it is let: whoever reads without it never sees anything old.
 */
public final class Outage {
  private static final ScopedValue<BooleanSupplier> AWAY = ScopedValue.newInstance();

  private Outage() {}

  /**
   * @param away whether the database is away now; cheap, since it is asked often
   */
  public static <R, X extends Throwable> R tolerated(
      BooleanSupplier away, ScopedValue.CallableOp<? extends R, X> work) throws X {
    return ScopedValue.where(AWAY, away).call(work);
  }

  /** Whether what runs now may use what was known last. */
  public static boolean isTolerated() {
    return AWAY.isBound();
  }

  /** Whether it is to use it, and not to ask the database. */
  public static boolean isNow() {
    return AWAY.isBound() && AWAY.get().getAsBoolean();
  }
}
