package dev.herald.server.platform.postgres;

import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL can't run. Says what is wrong, and what to do about it. */
final class PostgresFailure extends RuntimeException {
  private final String remedy;

  PostgresFailure(String problem, String remedy, @Nullable Throwable cause) {
    super(problem, cause);
    this.remedy = remedy;
  }

  PostgresFailure(String problem, String remedy) {
    this(problem, remedy, null);
  }

  String remedy() {
    return remedy;
  }
}
