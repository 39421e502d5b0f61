package dev.herald.server.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.RequestProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WrittenNumbersTest {
  private final JsonMapper mapper = mapper();
  private final JsonBodies bodies = new JsonBodies(mapper);

  record Weighed(@Nullable Integer weight, @Nullable Long wide) {}

  record Told(
      @Nullable String name, @Nullable Map<String, String> texts, @Nullable List<String> list) {}

  private static JsonMapper mapper() {
    JsonMapper.Builder builder = JsonMapper.builder();
    new JsonSetup().exactNumbers().customize(builder);
    return builder.build();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private JsonNode tree(String json) {
    return bodies.tree(utf8(json), UnaryOperator.identity());
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "3.0, 3", "0.3e1, 3", "-2.00, -2", "2147483647.0, 2147483647"})
  void aWholeNumberIsReadInWhateverWayItIsWritten(String written, int number) {
    String body = "{\"weight\": %1$s, \"wide\": %1$s}".formatted(written);

    for (Weighed read :
        List.of(bodies.read(utf8(body), Weighed.class), bodies.read(tree(body), Weighed.class))) {
      assertThat(read).isEqualTo(new Weighed(number, (long) number));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "2.9", "-0.1", "1e-1", "1e999999999", "2147483648.0"})
  void aFractionIsRefusedAndNotCut(String written) {
    String body = "{\"weight\": %s}".formatted(written);

    for (RequestProblem.Invalid refused :
        List.of(
            catchThrowableOfType(
                RequestProblem.Invalid.class, () -> bodies.read(utf8(body), Weighed.class)),
            catchThrowableOfType(
                RequestProblem.Invalid.class, () -> bodies.read(tree(body), Weighed.class)))) {
      assertThat(refused.errors())
          .containsExactly(new FieldError("weight", "has the wrong type", "a whole number"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345",
        "1.10",
        "0.0000001",
        "12345678901234567890",
        "100000000000000000.000000001"
      })
  void aNumberInThePlaceOfATextKeepsItsDigits(String written) {
    String body = "{\"name\": %1$s, \"texts\": {\"a\": %1$s}, \"list\": [%1$s]}".formatted(written);

    for (Told told :
        List.of(bodies.read(utf8(body), Told.class), bodies.read(tree(body), Told.class))) {
      assertThat(told).isEqualTo(new Told(written, Map.of("a", written), List.of(written)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.10", "0.1", "9007199254740993.1", "123456789012345678901234567890.5", "1E+2"})
  void aNumberComesBackAsItWas(String written) {
    String expected = written.equals("1E+2") ? "100" : written;

    assertThat(mapper.writeValueAsString(tree("{\"a\":" + written + "}")))
        .isEqualTo("{\"a\":" + expected + "}");
  }
}
