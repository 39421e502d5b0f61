package dev.herald.server.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Formats;
import com.networknt.schema.path.PathType;
import com.networknt.schema.regex.RegularExpression;
import dev.herald.channels.pattern.LinearPattern;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The variables that a node's submissions carry: a JSON Schema (2020-12) of an object.
 *
 * <p>Beyond the standard it knows these keywords, which say how a variable is shown:
 *
 * <table>
 * <caption>Keywords of a variable</caption>
 * <tr><td>{@code format: date}, {@code date-time}
 *     <td>in the locale's form; a date-time in the tenant's zone
 * <tr><td>{@code x-style: short|medium|long|full} <td>how much of it; medium unless said
 * <tr><td>{@code x-format: number} <td>with the locale's separators, all digits kept
 * <tr><td>{@code x-format: percent} <td>a share of one: 0.125 is shown as 12.5%
 * <tr><td>{@code x-format: money} <td>an amount in a currency, with its number of decimals
 * <tr><td>{@code x-currency: USD} <td>the amount's currency (ISO 4217)
 * <tr><td>{@code x-currency-from: currency} <td>a variable of the same object that names it
 * <tr><td>{@code x-secret: true} <td>masked wherever variables are shown, such as a login code
 * <tr><td>{@code x-search: true} <td>messages are found by it, such as an order's number: a single value
 *     outside of lists, not secret
 * </table>
 *
 * <p>A figure may be given as a number or, to be exact, as a decimal text. A {@code format: uri}
 * must lead to http, https, mailto or tel. Unknown variables are refused unless their object says
 * {@code additionalProperties}. References lead to the schema's own {@code $defs}, and patterns
 * have neither look-around nor back-references, so a check takes time linear in what is checked;
 * {@link SchemaWork} bounds how much that can be.
 */
public final class VariableSchema {
  private static final int LONGEST = 65_536;
  private static final int DEEPEST = 40;
  private static final int MOST_VALUES = 10_000;
  private static final long STEPS_OF_SCHEMAS = 1_000_000;
  private static final int MOST_FINDINGS = 100;

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          Dialect.builder(Dialects.getDraft202012())
              .formats(Formats.DEFAULT)
              .format(new EmailFormat())
              .build(),
          registry -> registry.schemaRegistryConfig(checking(true)));

  /** It asserts no formats: a pattern is compiled only once its size is known. */
  private static final Schema OF_SCHEMAS =
      SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12,
              registry -> registry.schemaRegistryConfig(checking(false)))
          .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

  private final JsonNode json;
  private final Schema rules;
  private final Shape.Fields variables;
  private final Searchables searchables;

  private VariableSchema(JsonNode json, Schema rules, Shape.Fields variables) {
    this.json = json;
    this.rules = rules;
    this.variables = variables;
    this.searchables = Searchables.in(variables);
  }

  /**
   * @param json a schema as people write it
   * @throws RequestProblem.Invalid naming everything that is wrong with it, under {@code schema}
   */
  public static VariableSchema of(JsonNode json) {
    FieldErrors errors = new FieldErrors();
    if (!json.isObject() || json.toString().length() > LONGEST) {
      errors.add("schema", "is no JSON Schema", "an object of at most 64 KB");
      errors.throwIfAny();
    }
    requireBounded(json, errors);
    for (FieldError violation : violations(OF_SCHEMAS, json, json, STEPS_OF_SCHEMAS)) {
      errors.add(violation.within("schema"));
    }
    errors.throwIfAny();
    ObjectNode strict = new SchemaSource(json, errors).withoutReferences();
    errors.throwIfAny();
    Shape.Fields variables = new ShapeReader(errors).variables(strict);
    errors.throwIfAny();
    return new VariableSchema(json.deepCopy(), REGISTRY.getSchema(strict), variables);
  }

  /** The schema as it was written. Not to be changed. */
  public JsonNode json() {
    return json;
  }

  /**
   * What is wrong with a submission's variables, by paths like {@code items[2].amount}; empty when
   * nothing is.
   */
  public List<FieldError> validate(JsonNode data) {
    return validate(data, new SchemaWork());
  }

  /**
   * The same for one of several documents of a submission.
   *
   * @param work of all of them together
   */
  public List<FieldError> validate(JsonNode data, SchemaWork work) {
    FieldErrors errors = new FieldErrors();
    Variables checked = new Variables(errors);
    if (checked.bounded(data)) {
      ScopedValue.where(SchemaWork.CURRENT, work)
          .call(() ->
              violations(rules, rules.getSchemaNode(), data, SchemaWork.steps(checked.count())))
          .forEach(errors::add);
      checked.check(data, variables);
    }
    return errors.all();
  }

  /**
   * What a validator finds, as far as anybody would read.
   *
   * @param written the schema, for words about it
   * @param steps how many rules it may apply
   */
  private static List<FieldError> violations(
      Schema schema, JsonNode written, JsonNode data, long steps) {
    Violations violations = new Violations(written);
    try {
      return schema
          .validate(
              data, context -> context.executionConfig(config -> config.maxEvaluationSteps(steps)))
          .stream()
          .limit(MOST_FINDINGS)
          .map(violations::describe)
          .distinct()
          .toList();
    } catch (ValidationLimitExceededException | SchemaWork.Spent _) {
      return List.of(
          new FieldError("", "takes too much work to check", "fewer or shorter values or rules"));
    }
  }

  private static void requireBounded(JsonNode json, FieldErrors errors) {
    if (!new Extent(DEEPEST, MOST_VALUES).holds(json)) {
      errors.add(
          "schema",
          "has too many values, too many levels or a number without a sane length",
          "at most %,d values, %d levels and 40 digits".formatted(MOST_VALUES, DEEPEST));
    }
    errors.throwIfAny();
  }

  /** The variables with {@code (secret)} in the place of every one that is marked so. */
  public JsonNode masked(JsonNode data) {
    return Masks.masked(data, variables);
  }

  /** What a message with these variables can be found by, in the form of {@link #sought}. */
  public List<String> searchable(JsonNode data) {
    return searchables.values(data);
  }

  /** The forms in which a value is looked for: neither case nor the spaces around it matter. */
  public static Set<String> sought(String value) {
    return Searchables.forms(value);
  }

  public Shape.Fields variables() {
    return variables;
  }

  private static SchemaRegistryConfig checking(boolean formats) {
    return SchemaRegistryConfig.builder()
        .formatAssertionsEnabled(formats)
        .pathType(PathType.JSON_PATH)
        .regularExpressionFactory(VariableSchema::linear)
        .build();
  }

  private static RegularExpression linear(String regex) {
    try {
      LinearPattern pattern = LinearPattern.of(regex);
      return text -> SchemaWork.find(pattern, text);
    } catch (LinearPattern.Unusable unusable) {
      throw new IllegalArgumentException(unusable);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VariableSchema that && json.equals(that.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
