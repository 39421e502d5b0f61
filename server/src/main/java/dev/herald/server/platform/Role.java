package dev.herald.server.platform;

/** A part of the work that a process may take on. */
public enum Role {
  /** Takes submissions, and shows messages. */
  API,
  /** Sends: lanes, dispatch, adoption. */
  HANDLER,
  /** Runs what is done by the clock: upkeep, retention. */
  CRON,
  /** Serves configuration and the console. */
  ADMIN
}
