package dev.herald.channels.definition;

import dev.herald.channel.SendResult;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.Shape;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an answer that took a call as a whole says of each recipient. */
sealed interface Results {

  /**
   * @return null when it says nothing against the recipient
   */
  @Nullable SendResult of(Answer answer, Host host, int attempt, Instant now);

  /** Lists of those who were not served, by the class of refusal. */
  record Listed(List<Row> rows) implements Results {
    /**
     * @param addresses a list, or a text of several with {@code |} or commas between them
     * @param written as the definition names it
     */
    record Row(Verdict verdict, Expression addresses, String written, @Nullable Shape retryAfter) {}

    @Override
    public @Nullable SendResult of(Answer answer, Host host, int attempt, Instant now) {
      for (Row row : rows) {
        if (texts(answer.value(row.addresses)).anyMatch(answer::isDestination)) {
          return row.verdict.result(
              host.blame(row.verdict.fault()),
              "the address is listed in " + row.written,
              RetryAfter.of(row.retryAfter, answer.scope()),
              answer.exchange());
        }
      }
      return null;
    }

    private static Stream<String> texts(@Nullable Object value) {
      return switch (value) {
        case null -> Stream.empty();
        case List<?> list -> list.stream().map(Object::toString);
        default -> Arrays.stream(value.toString().split("[|,;\\s]+"));
      };
    }
  }

  /**
   * A list with an element for each recipient.
   *
   * @param to whom an element is about, read as {@code each}; null: there is one for each in order
   * @param rules what an element means
   */
  record Each(Expression list, @Nullable Expression to, AnswerRules rules) implements Results {
    @Override
    public SendResult of(Answer answer, Host host, int attempt, Instant now) {
      List<?> elements = answer.value(list) instanceof List<?> several ? several : List.of();
      Object own = elements.size() == 1 ? elements.getFirst() : null;
      for (Object element : elements) {
        String address = to == null ? null : answer.with("each", element).text(to);
        if (address != null && answer.isDestination(address)) {
          own = element;
        }
      }
      return rules.judge(answer.with("each", own), host, attempt, now);
    }
  }
}
