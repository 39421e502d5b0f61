package dev.herald.server.template.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.schema.Conventions;
import dev.herald.server.schema.Json;
import dev.herald.server.schema.Shape;
import dev.herald.server.schema.VariableSchema;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MustacheTest {
  private static final Shape.Fields VARIABLES =
      VariableSchema.of(
              Json.of(
                  """
                  type: object
                  properties:
                    name: {type: string}
                    note: {type: string}
                    count: {type: integer}
                    vip: {type: boolean}
                    day: {type: string, format: date}
                    amount: {type: number, x-format: money, x-currency-from: currency}
                    currency: {type: string}
                    tags: {type: array, items: {type: string}}
                    person:
                      type: object
                      properties: {name: {type: string}, city: {type: string}}
                    items:
                      type: array
                      items:
                        type: object
                        properties:
                          name: {type: string}
                          lines: {type: array, items: {type: object, properties: {qty: {type: integer}}}}
                  """))
          .variables();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Hi {{name}}!                         | {name: Li}                    | Hi Li!
          {{ name }}                           | {name: Li}                    | Li
          {{name}}.                            | {}                            | .
          {{name}}.                            | {name: null}                  | .
          {{count}}                            | {count: 0}                    | 0
          {{person.city}}                      | {person: {city: Linz}}        | Linz
          {{person.city}}.                     | {}                            | .
          {{#vip}}V{{/vip}}{{^vip}}N{{/vip}}   | {vip: true}                   | V
          {{#vip}}V{{/vip}}{{^vip}}N{{/vip}}   | {vip: false}                  | N
          {{#vip}}V{{/vip}}{{^vip}}N{{/vip}}   | {}                            | N
          {{#note}}[{{note}}]{{/note}}.        | {note: ""}                    | .
          {{#note}}[{{.}}]{{/note}}            | {note: x}                     | [x]
          {{#count}}c{{/count}}                | {count: 0}                    | c
          {{#tags}}<{{.}}>{{/tags}}            | {tags: [a, b]}                | <a><b>
          {{#tags}}x{{/tags}}{{^tags}}-{{/tags}} | {tags: []}                  | -
          {{#person}}{{name}}{{/person}}       | {name: out, person: {name: in}} | in
          {{#person}}{{name}}{{/person}}.      | {name: out, person: {}}       | .
          {{#person}}{{count}}{{/person}}      | {count: 3, person: {}}        | 3
          {{#items}}{{name}}{{#lines}}+{{qty}}{{count}}{{/lines}};{{/items}} | {count: 9, items: [{name: a, lines: [{qty: 1}, {qty: 2}]}, {name: b}]} | a+19+29;b;
          {{^vip}}{{#items}}{{name}}{{/items}}{{/vip}} | {items: [{name: a}]}  | a
          {{! nothing }}{{name}}               | {name: Li}                    | Li
          {{amount}}                           | {amount: 5, currency: USD}    | $5.00
          {{#amount}}{{.}}{{/amount}}          | {amount: 5, currency: USD}    | $5.00
          {{#person}}{{amount}}{{/person}}     | {amount: 5, currency: EUR, person: {}} | €5.00
          {{day}}                              | {day: 2026-11-21}             | Nov 21, 2026
          a } b { c }} d                       | {}                            | a } b { c }} d
          """)
  void rendersAsMustacheDoes(String template, String data, String expected) {
    assertThat(render(template, data)).isEqualTo(expected);
  }

  @Test
  void leavesNoLineBehindATagThatStandsAlone() {
    String template =
        """
        Dear {{name}},
        {{! a comment }}
          {{#tags}}
        - {{.}}
          {{/tags}}
        {{^vip}}
        bye
        {{/vip}}\
        """;

    assertThat(render(template, "{name: Li, tags: [a, b]}")).isEqualTo("Dear Li,\n- a\n- b\nbye\n");
    assertThat(render(template.replace("\n", "\r\n"), "{name: Li, tags: [a], vip: true}"))
        .isEqualTo("Dear Li,\r\n- a\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {{nmae}}                   | line 1: 'nmae' is not in the schema | did you mean 'name'?
          {{zzz}}                    | line 1: 'zzz' is not in the schema  | one of: name, note
          {{person.nam}}             | line 1: 'person.nam' is not         | did you mean 'name'?
          {{name.first}}             | line 1: 'name.first' is not         | none
          {{items.name}}             | line 1: 'items' is a list           | {{#items}}
          {{items}}                  | line 1: 'items' is a list           | a section
          {{person}}                 | line 1: 'person' is an object       | name, city
          {{#items}}{{qty}}{{/items}} | line 1: 'qty' is not in the schema | one of: name, lines, note
          {{#itms}}{{/itms}}         | line 1: 'itms' is not in the schema | did you mean 'items'?
          {{{name}}}                 | line 1: leaves a value unescaped    | {{name}}
          {{&name}}                  | line 1: leaves a value unescaped    | {{name}}
          {{>part}}                  | line 1: includes another template   | its text
          {{=<% %>=}}                | line 1: changes the delimiters      | {{ and }}
          {{name                     | line 1: {{ is not closed            | }}
          {{}}                       | line 1: {{}} is no tag              | a variable's name
          {{a b}}                    | line 1: {{a b}} is no tag           | a variable's name
          {{name()}}                 | line 1: {{name()}} is no tag        | a variable's name
          {{#vip}}x                  | line 1: {{#vip}} is not closed      | {{/vip}}
          {{#vip}}x{{/name}}         | line 1: {{/name}} closes nothing    | {{/vip}}
          {{/vip}}                   | line 1: {{/vip}} closes nothing     | no section
          """)
  void refusesWhatIsWrongByItsLine(String template, String reason, String expected) {
    assertThat(errors(template))
        .singleElement()
        .satisfies(error -> {
          assertThat(error.field()).isEqualTo("content.text");
          assertThat(error.reason()).startsWith(reason);
          assertThat(error.expected()).contains(expected);
        });
    assertThat(errors("first\r\nsecond\n" + template))
        .singleElement()
        .satisfies(error -> assertThat(error.reason()).startsWith("line 3: "));
  }

  @Test
  void namesEveryUnknownVariable() {
    assertThat(errors("{{a}}\n{{b}}\n{{#vip}}{{c}}{{/vip}}"))
        .extracting(FieldError::reason)
        .containsExactly(
            "line 1: 'a' is not in the schema",
            "line 2: 'b' is not in the schema",
            "line 3: 'c' is not in the schema");
  }

  @Test
  void boundsATemplatesSizeAndDepth() {
    assertThat(errors("x".repeat(65_537))).hasSize(1);
    assertThat(errors("{{name}}".repeat(1_001))).hasSize(1);
    assertThat(errors("{{#vip}}".repeat(11) + "{{/vip}}".repeat(11))).hasSize(1);
    assertThat(errors("{{#vip}}".repeat(10) + "{{/vip}}".repeat(10))).isEmpty();
  }

  private static String render(String template, String data) {
    FieldErrors errors = new FieldErrors();
    Part part = Part.compile("content.text", template, Escape.TEXT, VARIABLES, errors);
    assertThat(errors.all()).isEmpty();
    return part.render(new Filling(Json.of(data), new Conventions(Locale.US), ZoneId.of("UTC")));
  }

  private static List<FieldError> errors(String template) {
    FieldErrors errors = new FieldErrors();
    Part.compile("content.text", template, Escape.TEXT, VARIABLES, errors);
    return errors.all();
  }
}
