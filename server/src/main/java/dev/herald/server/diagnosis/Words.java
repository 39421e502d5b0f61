package dev.herald.server.diagnosis;

import dev.herald.channel.Reason;
import dev.herald.server.reason.Advice;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.reason.Wording;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.verdict.Cause;
import dev.herald.server.verdict.ResendWorth;
import dev.herald.server.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts verdicts into the words of whoever reads. */
@Component
class Words {
  private final ConnectorCatalog connectors;

  Words(ConnectorCatalog connectors) {
    this.connectors = connectors;
  }

  WordedReason of(Reason reason) {
    return WordedReason.of(reason, wording());
  }

  Diagnosis of(
      Instant at,
      Diagnosis.@Nullable DiagnosedMessage message,
      Verdict verdict,
      Diagnosis.DiagnosisTargets targets) {
    return of(at, message, verdict.cause(), verdict.resend(), verdict.advice(), targets);
  }

  /** Of what became no message. */
  Diagnosis of(Instant at, Cause cause, Diagnosis.DiagnosisTargets targets) {
    return of(at, null, cause, ResendWorth.NOTHING_TO_RESEND, Verdict.advice(cause), targets);
  }

  /** That the same would fail is told of the resend already. */
  private Diagnosis of(
      Instant at,
      Diagnosis.@Nullable DiagnosedMessage message,
      Cause cause,
      ResendWorth resend,
      List<Advice> advice,
      Diagnosis.DiagnosisTargets targets) {
    return new Diagnosis(
        at,
        message,
        of(cause),
        new Diagnosis.Resending(resend, wording().resend(resend.name())),
        advice.stream()
            .filter(each -> !(each instanceof Advice.SameWouldFail))
            .map(this::of)
            .toList(),
        targets);
  }

  private Wording wording() {
    return Wording.ofRequest().knowing(connectors::meaning);
  }
}
