package dev.herald.server.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.web.RequestSetup;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.ProblemReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonBodiesTest {
  private final JsonMapper mapper =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private final JsonBodies bodies = new JsonBodies(mapper);

  record Inner(@Nullable Integer count) {}

  record Outer(
      @Nullable String name,
      @Nullable Integer weight,
      @Nullable Boolean paused,
      @Nullable Map<String, String> settings,
      @Nullable List<Inner> inner,
      @Nullable List<UUID> ids) {}

  private static final String WRONG =
      """
      {"name": {"a": 1}, "weight": "heavy", "nmae": [1, 2], "settings": {"token": {}},
       "inner": [{"count": 1}, {"count": [], "size": 3}], "paused": "perhaps",
       "ids": ["7b0c", 5]}
      """;

  @Test
  void namesEveryFieldThatDoesNotFit() {
    RequestProblem.Invalid problem = refused(WRONG);

    assertThat(problem.errors())
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder(
            "name",
            "weight",
            "nmae",
            "settings.token",
            "inner[1].count",
            "inner[1].size",
            "paused",
            "ids[0]",
            "ids[1]");
    assertThat(problem.errors())
        .contains(
            new FieldError("weight", new FieldFault.TypeWrong("WHOLE")),
            new FieldError("ids[0]", new FieldFault.TypeWrong("ID")),
            new FieldError("ids[1]", new FieldFault.TypeWrong("ID")))
        .anySatisfy(error -> {
          assertThat(error.field()).isEqualTo("nmae");
          assertThat(error.reason().parameters()).containsEntry("nearest", "name");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name': 'a', 'weight': 1, 'name': 'b'} | name",
        "{'settings': {'token': 'a', 'token': 'b'}} | settings.token",
        "{'inner': [{'count': 1}, {'count': 1, 'count': 2}]} | inner[1].count"
      })
  void namesAFieldThatIsThereTwice(String written, String field) {
    byte[] body = utf8(written.replace('\'', '"'));

    for (var reading :
        List.<ThrowingCallable>of(
            () -> bodies.read(body, Outer.class),
            () -> bodies.tree(body, UnaryOperator.identity()))) {
      assertThat(catchThrowableOfType(RequestProblem.Invalid.class, reading).errors())
          .singleElement()
          .satisfies(error -> {
            assertThat(error.field()).isEqualTo(field);
            assertThat(error.reason())
                .isInstanceOfSatisfying(
                    FieldFault.FieldTwice.class, twice -> assertThat(twice.line()).isOne());
          });
    }
  }

  @Test
  void readsATreeWithNothingBehindIt() {
    assertThat(
            bodies.tree(utf8(" {\"a\": 5.0} \n"), UnaryOperator.identity()).path("a").doubleValue())
        .isEqualTo(5);
    for (String body : List.of("", "{} {}", "{}]", "{\"a\":")) {
      assertThat(
              catchThrowableOfType(
                  RequestProblem.Malformed.class,
                  () -> bodies.tree(utf8(body), UnaryOperator.identity())))
          .as(body)
          .isNotNull();
    }
  }

  @Test
  void namesTheSameInATreeThatCameFromElsewhere() {
    RequestProblem.Invalid problem =
        catchThrowableOfType(
            RequestProblem.Invalid.class, () -> bodies.read(mapper.readTree(WRONG), Outer.class));

    assertThat(problem.errors()).isEqualTo(refused(WRONG).errors());
  }

  @Test
  void saysWhereATextStopsBeingJson() {
    RequestProblem.Malformed problem =
        catchThrowableOfType(
            RequestProblem.Malformed.class,
            () -> bodies.read(utf8("{\n \"name\": }"), Outer.class));

    assertThat(problem.reason().parameters()).containsEntry("line", 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "", "[]", "[1]", "5", "\"x\""})
  void refusesWhatIsNoObject(String body) {
    assertThat(refused(body).errors()).hasSize(1);
  }

  @Test
  void readsWhatFits() {
    assertThat(bodies.read(utf8("{\"weight\": 3, \"inner\": [{\"count\": 1}]}"), Outer.class))
        .isEqualTo(new Outer(null, 3, null, null, List.of(new Inner(1)), null));
  }

  private RequestProblem.Invalid refused(String body) {
    return catchThrowableOfType(
        RequestProblem.Invalid.class, () -> bodies.read(utf8(body), Outer.class));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"name": "a\\u0000b"}                       | name
          {"name": "a\\ud83d"}                        | name
          {"name": "\\uDE00\\uD83D"}                | name
          {"settings": {"token": "\\u0000"}}          | settings.token
          {"inner": [{"count": 1}, {"\\u0000": 1}]}   | inner[1].\ufffd
          """)
  void namesTheTextThatCanNotBeKept(String json, String field) {
    assertThat(refused(json).errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.field()).isEqualTo(field);
          assertThat(error.reason()).isEqualTo(new FieldFault.TextUnkeepable());
        });
    assertThatExceptionOfType(RequestProblem.Invalid.class)
        .isThrownBy(
            () -> bodies.tree(json.getBytes(StandardCharsets.UTF_8), UnaryOperator.identity()));
  }

  @Test
  void keepsAPairThatIsWholeAndABackslashBeforeAU() {
    String json = "{\"name\": \"\\ud83d\\ude00 \\\\u0000\"}";

    assertThat(bodies.read(json.getBytes(StandardCharsets.UTF_8), Outer.class).name())
        .isEqualTo("\ud83d\ude00 \\u0000");
  }

  private static Stream<byte[]> notUtf8() {
    return Stream.of(
        "{\"name\": \"a\"}".getBytes(StandardCharsets.UTF_16),
        "{\"name\": \"a\"}".getBytes(StandardCharsets.UTF_16LE),
        "{\"name\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1),
        new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'},
        new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0xbd, '"'},
        new byte[] {'"', 0, '"'});
  }

  @ParameterizedTest
  @MethodSource("notUtf8")
  void refusesWhatIsNoUtf8(byte[] body) {
    assertThatExceptionOfType(RequestProblem.Malformed.class)
        .isThrownBy(() -> bodies.tree(body, UnaryOperator.identity()))
        .satisfies(
            problem -> assertThat(problem.reason()).isInstanceOf(ProblemReason.BodyNotUtf8.class));
    assertThatExceptionOfType(RequestProblem.Malformed.class)
        .isThrownBy(() -> bodies.read(body, Outer.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "99999999999999999999", "-1e400"})
  void namesTheNumberThatDoesNotFit(String number) {
    RequestProblem problem =
        catchThrowableOfType(
            RequestProblem.class,
            () ->
                bodies.read(
                    "{\"weight\": %s}".formatted(number).getBytes(StandardCharsets.UTF_8),
                    Outer.class));

    assertThat(problem).isNotInstanceOf(RequestProblem.Malformed.class);
    if (problem instanceof RequestProblem.Invalid invalid) {
      assertThat(invalid.errors()).extracting(FieldError::field).containsExactly("weight");
    }
  }

  @Test
  void namesTheNullInAList() {
    JsonMapper.Builder strict = mapper.rebuild();
    new RequestSetup().noNullsInLists().customize(strict);

    RequestProblem.Invalid problem =
        catchThrowableOfType(
            RequestProblem.Invalid.class,
            () ->
                new JsonBodies(strict.build())
                    .read("{\"inner\": [{}, null]}".getBytes(StandardCharsets.UTF_8), Outer.class));

    assertThat(problem.errors())
        .containsExactly(new FieldError("inner[1]", new FieldFault.ValueNull()));
  }
}
