package dev.herald.server.alarm;

import java.util.List;

/** What is told of alarms at once. */
record Notice(Event event, List<Alarm> alarms) {
  /** What happened to them. */
  enum Event {
    FIRING,
    RESOLVED,
    ESCALATED
  }

  /** How it is told. */
  enum Way {
    MESSAGE,
    WEBHOOK
  }
}
