package dev.herald.server.answer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are delivered.
 *
 * @param deadline how long a receiver may take to answer
 * @param switchOffAfter how long nothing may arrive at a receiver before it is switched off
 * @param kept how long events and the log of their deliveries are kept
 */
@ConfigurationProperties("herald.answers")
record AnswerSettings(
    @DefaultValue("15s") Duration deadline,
    @DefaultValue("5d") Duration switchOffAfter,
    @DefaultValue("14d") Duration kept) {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

  AnswerSettings {
    if (!deadline.isPositive() || deadline.compareTo(LONGEST_CALL) > 0) {
      throw new IllegalArgumentException("herald.answers.deadline is from 1ms to 30s");
    }
    if (switchOffAfter.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("herald.answers.switch-off-after is at least 1d");
    }
    if (kept.compareTo(switchOffAfter.plusDays(2)) < 0) {
      throw new IllegalArgumentException(
          "herald.answers.kept is at least two days longer than herald.answers.switch-off-after");
    }
  }
}
