package dev.herald.server.alarm.rule;

import org.jspecify.annotations.Nullable;

/** What a rule or a silence is for; the first that fits an alarm's subject is the closest. */
public enum Scope {
  NODE,
  SOURCE,
  LANE,
  APPLICATION,
  CHANNEL,
  ALL;

  /** The subject's key of this scope; null: it has none. */
  public @Nullable String keyOf(Subject subject) {
    return switch (this) {
      case NODE -> subject.node() == null ? null : subject.application() + "/" + subject.node();
      case SOURCE -> subject.source();
      case LANE -> subject.lane();
      case APPLICATION -> subject.application();
      case CHANNEL -> subject.channel();
      case ALL -> "";
    };
  }
}
