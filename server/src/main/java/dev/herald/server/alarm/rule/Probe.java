package dev.herald.server.alarm.rule;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Looks for what may be amiss. */
public interface Probe {
  /** Of which its findings are. */
  Set<AlarmKind> kinds();

  List<Finding> look(Instant now);
}
