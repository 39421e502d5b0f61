package dev.herald.server.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.RequestProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class VariableSchemaTest {
  private static final VariableSchema GRANT =
      schema(
          """
          type: object
          required: [employee, shares, amount]
          properties:
            employee: {type: string, minLength: 2, maxLength: 8}
            shares: {type: integer, minimum: 1, maximum: 1000}
            amount: {type: [number, string], x-format: money, x-currency-from: currency}
            currency: {type: string}
            plan: {enum: [rsu, option]}
            half: {type: number, multipleOf: 0.5}
            grade: {type: string, pattern: "^[A-Z][0-9]$"}
            vestsOn: {type: string, format: date}
            at: {type: string, format: date-time}
            link: {type: string, format: uri}
            note: {type: [string, "null"]}
            code: {type: string, x-secret: true}
            items:
              type: array
              minItems: 1
              maxItems: 2
              items:
                type: object
                required: [day]
                properties:
                  day: {type: string, format: date}
                  pin: {type: string, x-secret: true}
          dependentRequired: {grade: [plan]}
          """);

  @Test
  void acceptsWhatTheSchemaAsksFor() {
    assertThat(
            errors(
                """
                {employee: 张三, shares: 5, amount: "1234.50", currency: CNY, plan: rsu, grade: P7,
                 vestsOn: 2026-11-21, at: "2026-11-21T09:00:00+08:00", link: "https://a.cn/x",
                 note: null, code: "123456", items: [{day: 2026-02-28}]}
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          amount: x                    | amount      | does not match            | ^-?[0-9]
          amount: 1, currency: XXQ     | currency    | names no currency         | ISO 4217
          shares: many                 | shares      | is of another type        | integer
          shares: 5.5                  | shares      | is of another type        | integer
          shares: 0                    | shares      | is too small              | at least 1
          shares: 1005                 | shares      | is too large              | at most 1000
          half: 0.7                    | half        | is no multiple            | of 0.5
          employee: 张                 | employee    | is too short              | at least 2
          employee: "123456789"        | employee    | is too long               | at most 8
          employee: null               | employee    | is of another type        | string
          plan: cash                   | plan        | is not among the values   | rsu, option
          grade: 7, plan: rsu          | grade       | is of another type        | string
          grade: p7, plan: rsu         | grade       | does not match            | ^[A-Z][0-9]$
          grade: P7                    | plan        | is missing                | a value
          vestsOn: 2026-02-30          | vestsOn     | is no date                | 2026-11-21
          at: 2026-11-21T09:00         | at          | is no date-time           | offset
          link: javascript:alert(1)    | link        | is no link                | https://
          link: "data:text/html,x"     | link        | is no link                | https://
          sharse: 5                    | sharse      | is unknown                | did you mean 'shares'?
          zzz: 5                       | zzz         | is unknown                | one of: employee, shares
          items: []                    | items       | has too few items         | at least 1
          items: {a: null}             | items       | is of another type        | array
          items: {"": null}            | items       | is of another type        | array
          items: [{}]                  | items[0].day | is missing               | string
          items: [{day: x}]            | items[0].day | is no date               | 2026-11-21
          items: [{day: 2026-01-01, d: 1}] | items[0].d | is unknown             | day
          shares: 1.0e400              |             | has too many values       | 40 digits
          """)
  void namesFieldReasonAndWhatWouldBeRight(
      String change, String field, String reason, String expected) {
    ObjectNode data = (ObjectNode) Json.of("{employee: 张三, shares: 5, amount: 10, currency: CNY}");
    data.setAll((ObjectNode) Json.of("{" + change + "}"));

    assertThat(GRANT.validate(data))
        .singleElement()
        .satisfies(error -> {
          assertThat(error.field()).isEqualTo(field == null ? "" : field);
          assertThat(error.reason()).startsWith(reason);
          assertThat(error.expected()).contains(expected);
        });
  }

  @Test
  void namesEveryWrongFieldAtOnce() {
    assertThat(errors("{shares: x, colour: red}"))
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder("employee", "amount", "shares", "colour");
  }

  @Test
  void asksForTheCurrencyOnlyWhereThereIsAnAmount() {
    assertThat(errors("{employee: 张三, shares: 5, amount: 10}"))
        .containsExactly(
            new FieldError(
                "currency", "names no currency for 'amount'", "an ISO 4217 code like USD"));
  }

  @Test
  void neverQuotesTheValue() {
    assertThat(errors("{employee: 13800001111, shares: 13800001111x, plan: 13800001111}"))
        .isNotEmpty()
        .allSatisfy(error -> assertThat(error.toString()).doesNotContain("13800001111"));
  }

  @Test
  void masksSecretsWhereverTheyAre() {
    assertThat(
            GRANT.masked(
                Json.of("{employee: 张三, code: '1234', items: [{day: 2026-01-01, pin: '99'}]}")))
        .isEqualTo(
            Json.of("{employee: 张三, code: (secret), items: [{day: 2026-01-01, pin: (secret)}]}"));
  }

  @Test
  void letsAnObjectTakeUnknownVariablesWhenItSaysSo() {
    VariableSchema open = schema("{type: object, properties: {}, additionalProperties: true}");

    assertThat(open.validate(Json.of("{anything: [1, 2]}"))).isEmpty();
  }

  @Test
  void writesOutItsOwnDefinitions() {
    VariableSchema schema =
        schema(
            """
            type: object
            properties:
              gross: {$ref: "#/$defs/amount", title: before tax}
              net: {$ref: "#/$defs/amount"}
            $defs:
              amount: {type: number, x-format: money, x-currency: CNY, minimum: 0}
            """);

    assertThat(schema.validate(Json.of("{gross: 1, net: -1}")))
        .containsExactly(new FieldError("net", "is too small", "at least 0"));
    assertThat(schema.variables().byName().get("gross"))
        .isInstanceOfSatisfying(
            Shape.Leaf.class, leaf -> assertThat(leaf.format()).isInstanceOf(Format.Money.class));
  }

  @Test
  void tellsOfAlternativesOnce() {
    VariableSchema schema =
        schema(
            """
            type: object
            properties:
              n: {type: integer, anyOf: [{maximum: 1}, {minimum: 9}]}
            """);

    assertThat(schema.validate(Json.of("{n: 5}")))
        .containsExactly(
            new FieldError("n", "fits none of the alternatives", "what one of them asks for"));
    assertThat(schema.validate(Json.of("{n: 9}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {type: string}                                     | schema.type | is not an object
          {type: object, propertys: {}}                      | schema.propertys | is no keyword
          {type: object, properties: {a: {type: strnig}}}    | schema.properties.a.type | fits none
          {type: object, properties: {a: {type: string, maxLength: x}}} | schema.properties.a.maxLength | is of another type
          {type: object, properties: {a: {}}}                | schema.properties.a.type | is missing
          {type: object, properties: {a: true}}              | schema.properties.a | says nothing
          {type: object, properties: {a: {type: [string, object]}}} | schema.properties.a.type | mixes
          {type: object, properties: {a: {type: array}}}     | schema.properties.a.items | says nothing
          {type: object, properties: {"a b": {type: string}}} | schema.properties.a b | is no name
          {type: object, required: [b], properties: {a: {type: string}}} | schema.required | 'b' is not among
          {type: object, properties: {a: {type: string, format: dat}}} | schema.properties.a.format | is no format
          {type: object, properties: {a: {type: string, pattern: "(?=x)"}}} | schema.properties.a.pattern | looks around
          {type: object, properties: {a: {type: string, pattern: "(a)\\\\1"}}} | schema.properties.a.pattern | refers back
          {type: object, properties: {a: {$ref: "https://evil.example/x"}}} | schema.properties.a.$ref | leads nowhere
          {type: object, properties: {a: {$ref: "#/$defs/a"}}, $defs: {a: {type: array, items: {$ref: "#/$defs/a"}}}} | schema.$defs.a.items.$ref | leads back
          {type: object, properties: {a: {type: number, x-format: mony}}} | schema.properties.a.x-format | is no format
          {type: object, properties: {a: {type: number, x-format: money}}} | schema.properties.a | does not say which
          {type: object, properties: {a: {type: number, x-format: money, x-currency: EURO}}} | schema.properties.a.x-currency | is no currency
          {type: object, properties: {a: {type: number, x-format: money, x-currency-from: c}}} | schema.properties.a.x-currency-from | 'c' is not among
          {type: object, properties: {a: {type: number, x-currency: USD}}} | schema.properties.a.x-currency | needs x-format
          {type: object, properties: {a: {type: string, x-style: long}}} | schema.properties.a.x-style | is for dates
          {type: object, properties: {a: {type: string, format: date, x-style: huge}}} | schema.properties.a.x-style | is no style
          {type: object, properties: {a: {type: string, x-secret: 1}}} | schema.properties.a.x-secret | is neither
          {type: object, properties: {}, not: {x-secret: true}} | schema.not.x-secret | can't stand
          {type: object, $id: "https://x.example"}           | schema.$id | is no keyword
          """)
  void refusesASchemaThatIsWrong(String schema, String field, String reason) {
    assertThatExceptionOfType(RequestProblem.Invalid.class)
        .isThrownBy(() -> schema(schema))
        .satisfies(problem ->
            assertThat(problem.errors())
                .singleElement()
                .satisfies(error -> {
                  assertThat(error.field()).isEqualTo(field);
                  assertThat(error.reason()).startsWith(reason);
                }));
  }

  @Test
  void refusesDefinitionsThatMultiply() {
    StringBuilder yaml =
        new StringBuilder("{type: object, properties: {a: {$ref: '#/$defs/d0'}}, $defs: {");
    for (int i = 0; i < 9; i++) {
      yaml.append("d%d: {type: object, properties: {".formatted(i));
      for (String name : List.of("a", "b", "c", "d")) {
        yaml.append("%s: {$ref: '#/$defs/d%d'}, ".formatted(name, i + 1));
      }
      yaml.append("}}, ");
    }
    yaml.append("d9: {type: string}}}");

    assertThatExceptionOfType(RequestProblem.Invalid.class)
        .isThrownBy(() -> schema(yaml.toString()))
        .satisfies(problem -> assertThat(problem.errors()).isNotEmpty());
  }

  @Test
  void checksAHostilePatternInLinearTime() {
    VariableSchema schema =
        schema("{type: object, properties: {a: {type: string, pattern: '^(a+)+$'}}}");
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("a", "a".repeat(50_000) + "!");
    SchemaWork work = new SchemaWork();

    assertThat(schema.validate(data, work)).hasSize(1);
    assertThat(work.matching()).isBetween(50_000L, 1_000_000L);
  }

  @Test
  void boundsWhatItChecks() {
    VariableSchema open = schema("{type: object, additionalProperties: true}");
    ObjectNode deep = JsonNodeFactory.instance.objectNode();
    ObjectNode inner = deep;
    for (int i = 0; i < 20; i++) {
      inner = inner.putObject("a");
    }
    ObjectNode many = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < 10_001; i++) {
      many.withArray("a").add(i);
    }

    assertThat(open.validate(deep)).hasSize(1);
    assertThat(open.validate(many)).hasSize(1);
  }

  private static List<FieldError> errors(String data) {
    return GRANT.validate(Json.of(data));
  }

  private static VariableSchema schema(String yaml) {
    return VariableSchema.of(Json.of(yaml));
  }

  @Test
  void searchableValuesAreFoundWhereverTheyStandOutsideOfLists() {
    VariableSchema schema =
        schema(
            """
            type: object
            properties:
              order: {type: string, x-search: true}
              grant: {type: object, properties: {number: {type: integer, x-search: true}}}
              note: {type: string}
            """);

    assertThat(schema.searchable(Json.of("{order: ' GR-1 ', grant: {number: 17}, note: x}")))
        .containsExactlyInAnyOrder("gr-1", "17");
    assertThat(schema.searchable(Json.of("{order: null}"))).isEmpty();
    assertThat(VariableSchema.sought(" Gr-1")).containsExactly("gr-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: string, x-search: true, x-secret: true}",
        "{type: array, x-search: true, items: {type: string}}",
        "{type: array, items: {type: string, x-search: true}}"
      })
  void secretsAndListsCanNotBeSearched(String variable) {
    assertThatThrownBy(() -> schema("type: object\nproperties: {a: %s}".formatted(variable)))
        .isInstanceOf(RequestProblem.Invalid.class)
        .hasMessageContaining("x-search");
  }
}
