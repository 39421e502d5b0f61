package dev.herald.server.diagnosis;

import dev.herald.server.reason.WordedReason;
import dev.herald.server.task.MessageState;
import dev.herald.server.verdict.ResendWorth;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody has a message or not.
 *
 * @param at when it was accepted, or came
 * @param message null: there is none
 * @param cause what happened, and the rule or answer behind it
 * @param advice what helps besides a resend, the most useful first
 * @param targets what the advice is about
 */
record Diagnosis(
    Instant at,
    @Nullable DiagnosedMessage message,
    WordedReason cause,
    Resending resend,
    List<WordedReason> advice,
    DiagnosisTargets targets) {

  /**
   * The message that it is about.
   *
   * @param destination masked
   * @param standing where it stands
   */
  record DiagnosedMessage(
      UUID id,
      MessageState state,
      String application,
      String owner,
      String node,
      String tenant,
      String channel,
      String destination,
      WordedReason standing) {}

  /** Whether a resend helps, and the sentence for it. */
  record Resending(ResendWorth worth, String text) {}

  /**
   * What the advice is about; null and empty where nothing is.
   *
   * @param message the one that went on, or that stands in its place
   * @param suppression the entry that keeps it back
   * @param pause that holds it
   * @param sources that are to blame
   * @param record in quarantine
   */
  record DiagnosisTargets(
      @Nullable UUID message,
      @Nullable UUID suppression,
      @Nullable PauseTarget pause,
      List<String> sources,
      @Nullable UUID record) {
    static final DiagnosisTargets NONE = new DiagnosisTargets(null, null, null, List.of(), null);

    static DiagnosisTargets message(@Nullable UUID id) {
      return new DiagnosisTargets(id, null, null, List.of(), null);
    }

    static DiagnosisTargets sources(List<String> codes) {
      return new DiagnosisTargets(null, null, null, codes, null);
    }
  }

  /**
   * @param kind {@code node} or {@code lane}
   * @param key a node's with its application: {@code esop/grant.vested}
   */
  record PauseTarget(String kind, String key) {}

  /**
   * What is known of something that somebody looks for.
   *
   * @param items what it is about, newest first
   * @param nearest what came nearest, when there are none
   */
  record Diagnoses(List<Diagnosis> items, List<Diagnosis> nearest) {}
}
