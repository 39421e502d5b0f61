package dev.herald.server.template.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.schema.Json;
import dev.herald.server.schema.SchemaWork;
import dev.herald.server.schema.Shape;
import dev.herald.server.schema.VariableSchema;
import dev.herald.server.template.Renderer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Texts that grow, made to cost the most: every check of them ends, and counts what it does. */
class HostileTextTest {
  /** Only a check that takes the square of its text, or worse, takes so long. */
  private static final Duration HANG = Duration.ofSeconds(60);

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LONGEST = 65_000;
  private static final long MOST_MATCHING = 20_000_000;
  private static final String[] PIECES = {
    "a",
    "@",
    ".",
    "a.",
    "a@",
    "<",
    "<a ",
    "=",
    "\"",
    "'",
    "{{a}}",
    "{{",
    "}}",
    " ",
    "\n",
    "#",
    "-",
    "_",
    "%",
    "é",
    "e\u0301",
    "用",
    "𠮷",
    "0",
    "9",
    ":",
    "/",
    "https://",
    "\\",
    "x=\"",
    "{{#l}}",
    "{{/l}}",
    "{{!",
    "T",
    "Z",
    "+",
    "(",
    "\t"
  };

  private static Stream<Long> seeds() {
    return IntStream.range(0, 40).mapToObj(i -> 20_261_201L + i);
  }

  /** One or two pieces again and again, or with another end. */
  private static String hostile(Random random, int length) {
    StringBuilder text = new StringBuilder();
    String piece = any(random) + (random.nextBoolean() ? any(random) : "");
    while (text.length() < length) {
      text.append(piece);
    }
    return text.append(random.nextBoolean() ? any(random) : "!").toString();
  }

  private static String any(Random random) {
    return PIECES[random.nextInt(PIECES.length)];
  }

  private static VariableSchema schema(String yaml) {
    return VariableSchema.of(Json.of(yaml));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyFormatIsCheckedInTheTimeOfItsText(long seed) {
    VariableSchema schema =
        schema(
            """
            {type: object, properties: {
              email: {type: string, format: email}, uri: {type: string, format: uri},
              day: {type: string, format: date}, at: {type: string, format: date-time},
              uuid: {type: string, format: uuid}, n: {type: string, x-format: number}}}
            """);
    Random random = new Random(seed);
    ObjectNode data = JSON.objectNode();
    schema.variables().byName().keySet().forEach(name -> data.put(name, hostile(random, LONGEST)));

    assertTimeoutPreemptively(HANG, () -> schema.validate(data));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void patternsAreMatchedWithinTheWorkOfASubmission(long seed) {
    Random random = new Random(seed);
    String[] patterns = {
      "(a|a)*b", "(a*)*$", "(.*)(.*)(.*)x", "(a?){40}a{40}", "^(\\\\w+\\\\s?)+$"
    };
    String pattern = patterns[random.nextInt(patterns.length)];
    VariableSchema schema =
        schema(
            "{type: object, properties: {a: {type: string, pattern: \"%s\"}}}".formatted(pattern));
    SchemaWork work = new SchemaWork();

    assertTimeoutPreemptively(
        HANG,
        () -> {
          for (int i = 0; i < 50; i++) {
            schema.validate(JSON.objectNode().put("a", hostile(random, LONGEST)), work);
          }
        });
    assertThat(work.matching()).isPositive().isLessThanOrEqualTo(MOST_MATCHING);
  }

  @Test
  void rulesAreAppliedWithinTheirNumberOfSteps() {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      rules.append("{minLength: %d},".formatted(i + 2));
    }
    VariableSchema schema =
        schema(
            "{type: object, properties: {l: {type: array, items: {type: string, oneOf: [%s]}}}}"
                .formatted(rules));
    ArrayNode items = JSON.arrayNode();
    for (int i = 0; i < 9_000; i++) {
      items.add("x");
    }

    assertTimeoutPreemptively(
        HANG,
        () ->
            assertThat(schema.validate(JSON.objectNode().set("l", items)))
                .singleElement()
                .satisfies(error -> assertThat(error.reason()).contains("too much work")));
  }

  @Test
  void aThousandWrongValuesAreSaidInFewWords() {
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      values.append("value%d,".formatted(i));
    }
    VariableSchema schema =
        schema(
            "{type: object, properties: {l: {type: array, items: {type: string, enum: [%s]}}}}"
                .formatted(values));
    ObjectNode data = JSON.objectNode();
    for (int i = 0; i < 9_000; i++) {
      data.withArray("l").add("x");
    }

    assertTimeoutPreemptively(
        HANG,
        () ->
            assertThat(schema.validate(data))
                .hasSize(100)
                .allSatisfy(error -> assertThat(error.toString()).hasSizeLessThan(2_500)));
  }

  @Test
  void aNameOfAnyLengthIsNotComparedWithAllThatThereAre() {
    StringBuilder properties = new StringBuilder();
    for (int i = 0; i < 700; i++) {
      properties.append("%s%d: {type: string},".formatted("n".repeat(55), i));
    }
    VariableSchema schema = schema("{type: object, properties: {%s}}".formatted(properties));
    ObjectNode data = JSON.objectNode();
    for (int i = 0; i < 4_000; i++) {
      data.put("n".repeat(54) + "x" + i, 1);
    }
    data.put("n".repeat(LONGEST), 1);

    assertTimeoutPreemptively(HANG, () -> assertThat(schema.validate(data)).isNotEmpty());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void templatesAreReadInTheTimeOfTheirText(long seed) {
    Random random = new Random(seed);
    Shape.Fields variables =
        schema(
                "{type: object, properties: {a: {type: string}, l: {type: array, items: {type:"
                    + " string}}}}")
            .variables();

    assertTimeoutPreemptively(
        HANG,
        () -> {
          for (Escape escape : Escape.values()) {
            String text = "<a x=\"" + hostile(random, LONGEST - 12_000) + "{{a}} ".repeat(900);
            Part.compile("content.html", text, escape, variables, new FieldErrors());
          }
        });
  }

  @Test
  void aTagOfTenThousandCharactersIsLookedThroughOnce() {
    Shape.Fields variables = schema("{type: object, properties: {a: {type: string}}}").variables();
    FieldErrors errors = new FieldErrors();
    String tag = "<a " + "b=".repeat(30_000) + "\"" + "{{a}}".repeat(990);

    assertTimeoutPreemptively(
        HANG, () -> Part.compile("content.html", tag, Escape.HTML, variables, errors));
    assertThat(errors.isEmpty()).isTrue();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void valuesAreEscapedInTheTimeOfTheirText(long seed) {
    String value = hostile(new Random(seed), LONGEST);

    assertTimeoutPreemptively(
        HANG,
        () -> {
          for (Escape escape : Escape.values()) {
            escape.append(value, new StringBuilder());
          }
        });
  }

  @Test
  void emptySectionsInSectionsCountAsWork() {
    Shape.Fields variables =
        schema("{type: object, properties: {l: {type: array, items: {type: integer}}}}")
            .variables();
    FieldErrors errors = new FieldErrors();
    Part part =
        Part.compile(
            "content.text", "{{#l}}{{#l}}{{/l}}{{#l}}{{/l}}{{/l}}", Escape.TEXT, variables, errors);
    ArrayNode items = JSON.arrayNode();
    for (int i = 0; i < 4_000; i++) {
      items.add(i);
    }
    JsonNode data = JSON.objectNode().set("l", items);

    assertThat(errors.isEmpty()).isTrue();
    assertTimeoutPreemptively(
        HANG,
        () ->
            assertThat(
                    catchThrowable(() ->
                        part.render(new Renderer().filling(data, Locale.ENGLISH, ZoneOffset.UTC))))
                .isInstanceOf(Unrenderable.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){100}",
        "(((((a{9}){9}){9}){9}){9}){9}",
        "a{1000}{1000}",
        "(a{1,100}b{1,100}){1,100}",
        "a{99999999999}",
        "(?:(?:x+){500}){500}"
      })
  void aPatternThatGrowsIsRefusedBeforeItIsCompiled(String pattern) {
    refused("{type: object, properties: {a: {type: string, pattern: '%s'}}}".formatted(pattern));
  }

  @Test
  void groupsInGroupsAreCountedBeforeTheyAreCompiled() {
    refused(
        "{type: object, properties: {a: {type: string, pattern: '%s'}}}"
            .formatted("(".repeat(1_900)));
    refused(
        "{type: object, properties: {a: {type: string, pattern: '%s'}}}"
            .formatted("(".repeat(3_000)));
  }

  @Test
  void manyPatternsAreCountedTogether() {
    StringBuilder properties = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      properties.append("a%d: {type: string, pattern: '[a-z]{900}'},".formatted(i));
    }
    refused("{type: object, properties: {%s}}".formatted(properties));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: number, multipleOf: 1.0e-300}",
        "{type: number, maximum: 1.0e+300}",
        "{type: string, maxLength: 99999999999}"
      })
  void aSchemaThatCanNotBeReckonedWithIsRefused(String variable) {
    refused("{type: object, properties: {a: %s}}".formatted(variable));
  }

  @Test
  void aSchemaIsNoDeeperThanAnybodyWrites() {
    String values = "[".repeat(50) + "]".repeat(50);
    refused("{type: object, properties: {a: {type: string, enum: [%s]}}}".formatted(values));
  }

  @Test
  void valuesWrittenOutByReferencesAreCounted() {
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      values.append("v%d,".formatted(i));
    }
    StringBuilder properties = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      properties.append("a%d: {$ref: '#/$defs/e'},".formatted(i));
    }
    refused(
        "{type: object, properties: {%s}, $defs: {e: {enum: [%s]}}}".formatted(properties, values));
  }

  private static void refused(String yaml) {
    assertTimeoutPreemptively(
        HANG,
        () ->
            assertThat(catchThrowable(() -> schema(yaml)))
                .isInstanceOfSatisfying(
                    RequestProblem.Invalid.class,
                    problem -> assertThat(problem.errors()).isNotEmpty()));
  }
}
