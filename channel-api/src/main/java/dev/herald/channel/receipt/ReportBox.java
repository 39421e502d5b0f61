package dev.herald.channel.receipt;

import dev.herald.channel.Reason;

/** A place where reports wait to be fetched: a mailbox that mails bounce to. */
public interface ReportBox {

  /** Equal for two boxes that are the same place. Not a secret. */
  String place();

  /**
   * Reads what came since the last visit. Blocks; a cut-off leaves what was not taken for the next.
   *
   * @param keeper is given each report before what it came in is let go of
   */
  Visit visit(Keeper keeper);

  /** Takes what was reported. */
  @FunctionalInterface
  interface Keeper {
    /**
     * @return false: not now; it is read again at the next visit
     */
    boolean keeps(Report report);
  }

  /** What came of a visit. */
  sealed interface Visit {
    /**
     * @param reports that were taken
     * @param others that report nothing, and stay as they were
     */
    record Done(int reports, int others) implements Visit {}

    /** Nobody could get in. */
    record Failed(Reason reason) implements Visit {}
  }
}
