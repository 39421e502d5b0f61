package dev.herald.server.answer;

import dev.herald.server.task.MessageState;
import dev.herald.server.task.TraceEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The types of events, as CloudEvents have them. */
final class AnswerTypes {
  static final String MESSAGE_ACCEPTED = "dev.herald.message.accepted";
  static final String MESSAGE_REPLIED = "dev.herald.message.replied";
  static final String SUBMISSION_ACCEPTED = "dev.herald.submission.accepted";
  static final String SUBMISSION_REFUSED = "dev.herald.submission.refused";

  /** Of an event that is sent to try a subscription, and can't be chosen. */
  static final String TEST = "dev.herald.test";

  /** Those that a subscription can choose from. */
  static final List<String> ALL =
      Stream.concat(
              Stream.of(SUBMISSION_ACCEPTED, SUBMISSION_REFUSED, MESSAGE_ACCEPTED, MESSAGE_REPLIED),
              Arrays.stream(MessageState.values())
                  .filter(state -> state != MessageState.SENDING)
                  .map(AnswerTypes::of))
          .toList();

  private AnswerTypes() {}

  /** Of a step of a message's trace. */
  static String of(TraceEvent step) {
    return step.kind() == TraceEvent.Kind.REPLY ? MESSAGE_REPLIED : of(step.state());
  }

  /** Of a step after which a message is in this state. */
  static String of(MessageState state) {
    return "dev.herald.message." + state.name().toLowerCase(Locale.ROOT);
  }
}
