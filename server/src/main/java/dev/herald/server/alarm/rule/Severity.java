package dev.herald.server.alarm.rule;

/** How bad it is. */
public enum Severity {
  WARNING,
  CRITICAL
}
