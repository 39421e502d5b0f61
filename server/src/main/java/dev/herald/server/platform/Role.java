package dev.herald.server.platform;

/** A part of the work that a process may take on. */
public enum Role {
  /** Takes submissions, and shows messages. */
  API,
  /** Sends: lanes, dispatch, adoption. */
  HANDLER,
  /** Runs the jobs that the cluster shares: maintenance, retention, resends of many. */
  CRON,
  /** Serves configuration and the console. */
  ADMIN
}
