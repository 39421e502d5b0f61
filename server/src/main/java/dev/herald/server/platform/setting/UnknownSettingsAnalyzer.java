package dev.herald.server.platform.setting;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints the start that ended in plain lines instead of a stack trace. */
final class UnknownSettingsAnalyzer extends AbstractFailureAnalyzer<UnknownSettings> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnknownSettings cause) {
    return new FailureAnalysis(
        cause.getMessage(), "Correct the name, or take it out; nothing was started.", cause);
  }
}
