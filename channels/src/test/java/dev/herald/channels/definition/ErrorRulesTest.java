package dev.herald.channels.definition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Content.Text;
import dev.herald.channel.Destination;
import dev.herald.channel.SendResult;
import dev.herald.channel.mask.Mask;
import dev.herald.channels.BuiltInNames;
import dev.herald.channels.definition.answer.Answer;
import dev.herald.channels.definition.answer.AnswerRules;
import dev.herald.channels.definition.answer.ErrorRule;
import dev.herald.channels.definition.answer.Meaning;
import dev.herald.channels.definition.answer.RetryAfter;
import dev.herald.channels.definition.answer.Told;
import dev.herald.channels.definition.request.Host;
import dev.herald.channels.definition.text.Section;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.http.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each code of a provider comes to, by {@code error-rules.txt}, which is written from the
 * providers' documents; and that no rule of a definition is left out there.
 */
class ErrorRulesTest {
  private static final Pattern HEAD = Pattern.compile("\\[(\\S+?)( batch)?] (\\d+) (.*)");
  private static final Set<String> WITHOUT_RULES = Set.of("gotify");
  private static final Map<String, Definition> DEFINITIONS = new ConcurrentHashMap<>();
  private static final List<Row> ROWS = rows();

  private static Definition definition(String connector) {
    return DEFINITIONS.computeIfAbsent(connector, BuiltIn::definition);
  }

  /**
   * An answer, and what it means.
   *
   * @param batch whether it is of a call for several, where that has a table of its own
   * @param after how long is waited; null: not said
   */
  record Row(
      String connector,
      boolean batch,
      int status,
      @Nullable String code,
      String body,
      String meaning,
      @Nullable Duration after) {
    @Override
    public String toString() {
      return "%s %d %s".formatted(connector, status, code == null ? "" : code);
    }

    AnswerRules rules() {
      Definition.Protocol protocol = definition(connector).protocol();
      return batch ? Objects.requireNonNull(protocol.batch()).answer() : protocol.answer();
    }

    Answer answer() {
      Definition definition = definition(connector);
      return Answer.of(
          new HttpAnswer(status, Map.of(), body.getBytes(UTF_8), false),
          Scope.of(Map.of()),
          Mask.of(
              definition.description(),
              BuiltIn.message(definition, Map.of(), new Text("text"), Destination.NONE)));
    }

    /** The rule that it is judged by. */
    @Nullable ErrorRule rule() {
      Answer answer = answer();
      String given = Told.exact(rules().code(), answer);
      return rules().errors().stream()
          .filter(rule -> rule.fits(status, given, answer.scope()))
          .findFirst()
          .orElse(null);
    }
  }

  static List<Row> rows() {
    try (InputStream in =
        Objects.requireNonNull(ErrorRulesTest.class.getResourceAsStream("error-rules.txt"))) {
      List<Row> rows = new ArrayList<>();
      Matcher head = HEAD.matcher("");
      for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
        if (line.startsWith("[")) {
          head = HEAD.matcher(line);
          assertThat(head.matches()).as(line).isTrue();
        } else if (!line.isBlank() && !line.startsWith("#")) {
          rows.addAll(rows(head, line));
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Duration after(String written) {
    try {
      return RetryAfter.parse(written);
    } catch (Section.Misfit e) {
      throw new AssertionError(written, e);
    }
  }

  private static List<Row> rows(Matcher head, String line) {
    String[] cells = line.split(" *\\| *", 3);
    String[] meaning = cells[0].split(" ");
    Duration after = meaning.length == 1 ? null : after(meaning[1]);
    return Stream.of(cells[2].split(" "))
        .map(code ->
            cells[1].equals("status")
                ? row(head, Integer.parseInt(code), null, "{}", meaning[0], after)
                : row(
                    head,
                    Integer.parseInt(head.group(3)),
                    code,
                    head.group(4).replace("%s", code).replace("%w", cells[1]),
                    meaning[0],
                    after))
        .toList();
  }

  private static Row row(
      Matcher head,
      int status,
      @Nullable String code,
      String body,
      String meaning,
      @Nullable Duration after) {
    return new Row(head.group(1), head.group(2) != null, status, code, body, meaning, after);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aCodeMeansWhatItsProviderSays(Row row) {
    Answer answer = row.answer();
    Host host = definition(row.connector).protocol().request().host();

    SendResult result = row.rules().judge(answer, host, 1, BuiltIn.NOW);

    assertThat(row.rules().isBadToken(answer) ? List.of("token") : Meaning.of(result))
        .contains(row.meaning);
    if (row.after != null) {
      assertThat(Meaning.after(result)).isEqualTo(row.after);
    }
    assertThat(row.rule()).as("by a rule of its own").isNotNull();
  }

  @Test
  void noRuleIsLeftOut() {
    List<String> missed = new ArrayList<>();
    for (String name : BuiltInNames.all()) {
      Definition.Protocol protocol = definition(name).protocol();
      missed.addAll(missed(name, protocol.answer(), false));
      if (protocol.batch() != null && protocol.batch().answer() != protocol.answer()) {
        missed.addAll(missed(name, protocol.batch().answer(), true));
      }
    }

    assertThat(missed).isEmpty();
  }

  private static List<String> missed(String connector, AnswerRules rules, boolean batch) {
    List<Row> rows =
        ROWS.stream().filter(row -> row.connector.equals(connector) && row.batch == batch).toList();
    List<String> missed = new ArrayList<>();
    if (rules.errors().isEmpty()) {
      assertThat(WITHOUT_RULES).contains(connector);
    }
    for (ErrorRule rule : rules.errors()) {
      List<Row> reaching =
          rows.stream()
              .filter(row -> rules.errors().indexOf(row.rule()) == rules.errors().indexOf(rule))
              .toList();
      if (reaching.isEmpty()) {
        missed.add(
            "%s: %s %s %s".formatted(connector, rule.verdict(), rule.codes(), rule.statuses()));
      }
      for (com.google.re2j.Pattern code : rule.codes()) {
        if (reaching.stream()
            .noneMatch(row -> row.code != null && code.matcher(row.code).matches())) {
          missed.add("%s: %s".formatted(connector, code));
        }
      }
      for (String status : rule.statuses()) {
        if (reaching.stream().noneMatch(row -> fits(status, row.status))) {
          missed.add("%s: status %s".formatted(connector, status));
        }
      }
    }
    return missed;
  }

  private static boolean fits(String wanted, int status) {
    return Integer.toString(status).startsWith(wanted.replace("xx", ""));
  }
}
