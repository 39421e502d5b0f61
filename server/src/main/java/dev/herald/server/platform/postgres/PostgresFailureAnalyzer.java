package dev.herald.server.platform.postgres;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a failed start as two plain paragraphs instead of a stack trace. */
final class PostgresFailureAnalyzer extends AbstractFailureAnalyzer<PostgresFailure> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, PostgresFailure cause) {
    return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
  }
}
