package dev.herald.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
      @Nullable List<Inner> inner) {}

  private static final String WRONG =
      """
      {"name": {"a": 1}, "weight": "heavy", "nmae": [1, 2], "settings": {"token": {}},
       "inner": [{"count": 1}, {"count": [], "size": 3}], "paused": "perhaps"}
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
            "paused");
    assertThat(problem.errors())
        .contains(new FieldError("weight", "has the wrong type", "a number"))
        .contains(new FieldError("nmae", "is unknown", "did you mean 'name'?"));
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
        List.<ThrowingCallable>of(() -> bodies.read(body, Outer.class), () -> bodies.tree(body))) {
      assertThat(catchThrowableOfType(RequestProblem.Invalid.class, reading).errors())
          .containsExactly(new FieldError(field, "is there twice", "each field once"));
    }
  }

  @Test
  void readsATreeWithNothingBehindIt() {
    assertThat(bodies.tree(utf8(" {\"a\": 5.0} \n")).path("a").doubleValue()).isEqualTo(5);
    for (String body : List.of("", "{} {}", "{}]", "{\"a\":")) {
      assertThat(
              catchThrowableOfType(RequestProblem.Malformed.class, () -> bodies.tree(utf8(body))))
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

    assertThat(problem).hasMessageStartingWith("not JSON at line 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "", "[]", "[1]", "5", "\"x\""})
  void refusesWhatIsNoObject(String body) {
    assertThat(refused(body).errors()).hasSize(1);
  }

  @Test
  void readsWhatFits() {
    assertThat(bodies.read(utf8("{\"weight\": 3, \"inner\": [{\"count\": 1}]}"), Outer.class))
        .isEqualTo(new Outer(null, 3, null, null, List.of(new Inner(1))));
  }

  private RequestProblem.Invalid refused(String body) {
    return catchThrowableOfType(
        RequestProblem.Invalid.class, () -> bodies.read(utf8(body), Outer.class));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
