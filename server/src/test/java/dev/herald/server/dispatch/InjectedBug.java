package dev.herald.server.dispatch;

/** A deliberate bug of the simulated world; the simulation must notice each. */
enum InjectedBug {
  /** A settlement is written whoever owns the task by now. */
  NO_OWNER_GUARD,
  /** The trace takes events of settlements that matched no row. */
  STALE_EVENTS_ARE_KEPT,
  /** A task that another process works on is claimed. */
  CLAIMS_WHAT_IS_OWNED,
  /** The attempt is counted when its outcome is written, not when it is claimed. */
  ATTEMPT_COUNTED_AFTER_THE_CALL,
  /** A started call of a dead process is taken for one that was never made. */
  ADOPTION_FORGETS_WHAT_WAS_STARTED,
  /** Adoption does not say that the attempt's outcome is unknown. */
  ADOPTION_LEAVES_NO_TRACE,
  /** Adoption takes the first task of a process and believes that it is through. */
  ADOPTION_WITHOUT_PAGES,
  /** The heartbeat carries the process's own time. */
  OWN_CLOCK_FOR_LEASES,
  /** The caller is told before the commit. */
  ACK_BEFORE_COMMIT,
  /** The idempotency key is looked up, but not kept by the transaction that saves the message. */
  KEY_OUTSIDE_THE_TRANSACTION,
  /** Saving again after a lost answer brings back a task that was done meanwhile. */
  DONE_TASKS_COME_BACK,
  /** The call is made without its mark, where a repeat would harm. */
  CALL_BEFORE_ITS_MARK,
  /** A call is begun although the lease may end before it. */
  CALLS_WITHOUT_A_LEASE,
  /** A process that was taken for dead goes on as it was. */
  GOES_ON_WHEN_FENCED,
  /** On the way out, the heartbeat ends before the work does. */
  HEARTBEAT_STOPS_BEFORE_THE_WORKERS,
  /** A commit whose answer was lost is not looked for. */
  LOST_COMMITS_ARE_FORGOTTEN,
  /** Messages are sent whatever their expiry. */
  EXPIRY_IGNORED,
  /** No answer is taken for a refusal. */
  UNKNOWN_IS_FAILED,
  /** No answer is taken for success. */
  UNKNOWN_IS_SENT,
  /** What must be held is repeated. */
  HELD_IS_REPEATED,
  /** A refusal that may pass is taken for success. */
  BUSY_IS_SENT,
  /** Failing by one channel, the message of the next one is not made. */
  FALLBACK_FORGOTTEN,
  /** Retries are not counted. */
  RETRIES_FOR_EVER
}
