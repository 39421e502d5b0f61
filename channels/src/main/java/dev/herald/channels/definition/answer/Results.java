package dev.herald.channels.definition.answer;

import dev.herald.channel.Message;
import dev.herald.channel.SendResult;
import dev.herald.channels.definition.request.Host;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an answer that took a call as a whole says of each recipient. */
public sealed interface Results {

  /**
   * @return null when it says nothing against the recipient
   */
  @Nullable SendResult of(Answer answer, Host host, int attempt, Instant now);

  /**
   * The same of several recipients.
   *
   * @param own the answer as each message may see it
   * @return in the order of the messages; null when it says nothing against a recipient
   */
  List<@Nullable SendResult> ofEach(
      Answer answer, List<Answer> own, Host host, List<Message> messages, Instant now);

  /** Addresses are compared without regard to case: some providers write them in lower case. */
  private static String folded(String address) {
    return address.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Lists of those who were not served, by the class of refusal.
   *
   * @param connector whose they are
   */
  record Listed(String connector, List<Row> rows) implements Results {
    /**
     * Those whom one class of refusal is about.
     *
     * @param addresses a list, or a text of several with {@code |} or commas between them
     * @param code the names of the lists: what the provider says by them
     */
    public record Row(
        Verdict verdict, Expression addresses, String code, @Nullable Shape retryAfter) {}

    @Override
    public @Nullable SendResult of(Answer answer, Host host, int attempt, Instant now) {
      for (Row row : rows) {
        if (texts(answer.value(row.addresses)).anyMatch(answer::isDestination)) {
          return refusal(row, answer, host);
        }
      }
      return null;
    }

    private SendResult refusal(Row row, Answer answer, Host host) {
      return row.verdict.result(
          host.blame(row.verdict.fault()),
          new Said(connector, row.code, null),
          RetryAfter.of(row.retryAfter, answer.scope()),
          answer.exchange());
    }

    @Override
    public List<@Nullable SendResult> ofEach(
        Answer answer, List<Answer> own, Host host, List<Message> messages, Instant now) {
      List<@Nullable SendResult> results =
          new ArrayList<>(Collections.nCopies(messages.size(), null));
      for (Row row : rows) {
        Set<String> listed =
            texts(answer.value(row.addresses)).map(Results::folded).collect(Collectors.toSet());
        for (int i = 0; i < results.size() && !listed.isEmpty(); i++) {
          if (results.get(i) == null
              && listed.contains(folded(messages.get(i).destination().address()))) {
            results.set(i, refusal(row, own.get(i), host));
          }
        }
      }
      return results;
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

    @Override
    public List<@Nullable SendResult> ofEach(
        Answer answer, List<Answer> own, Host host, List<Message> messages, Instant now) {
      List<?> elements = answer.value(list) instanceof List<?> several ? several : List.of();
      Map<String, Object> byAddress = byAddress(answer, elements);
      List<@Nullable SendResult> results = new ArrayList<>(messages.size());
      for (int i = 0; i < messages.size(); i++) {
        Object element =
            to == null
                ? i < elements.size() ? elements.get(i) : null
                : byAddress.get(folded(messages.get(i).destination().address()));
        results.add(
            rules.judge(
                own.get(i).showing(element).with("each", element),
                host,
                messages.get(i).attempt(),
                now));
      }
      return results;
    }

    private Map<String, Object> byAddress(Answer answer, List<?> elements) {
      Map<String, Object> byAddress = new HashMap<>();
      for (Object element : elements) {
        String address = to == null ? null : answer.with("each", element).text(to);
        if (address != null) {
          byAddress.put(folded(address), element);
        }
      }
      return byAddress;
    }
  }
}
