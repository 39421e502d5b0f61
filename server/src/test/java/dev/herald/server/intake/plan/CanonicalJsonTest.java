package dev.herald.server.intake.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class CanonicalJsonTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a': 5, 'b': 1} | {'b': 1.0, 'a': 5.0}",
        "{'a': 100} | {'a': 1e2}",
        "{'a': 0} | {'a': -0.0}",
        "{'a': 12.5} | {'a': 12.50}",
        "{'a': 1000000000000000000} | {'a': 1e18}",
        "{'a': 1, 'c': {}} | {'a': 1, 'b': null, 'c': {'d': null}}",
        "[{'a': 1}, null] | [{'a': 1, 'b': null}, null]"
      })
  void isTheSameForTheSame(String one, String other) {
    assertThat(of(one)).isEqualTo(of(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a': 5} | {'a': '5'}",
        "{'a': 5} | {'a': 5.01}",
        "[1, 2] | [2, 1]",
        "[null] | []",
        "{'a': ''} | {}",
        "{'a': false} | {}",
        "{'a': {}} | {}"
      })
  void isAnotherForAnother(String one, String other) {
    assertThat(of(one)).isNotEqualTo(of(other));
  }

  @Test
  void staysShortForNumbersOfAnySize() {
    assertThat(CanonicalJson.of(NODES.numberNode(new BigDecimal("1e999999999"))))
        .hasSizeLessThan(30);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261201})
  void doesNotDependOnTheWriting(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      JsonNode document = any(random, 3);
      assertThat(CanonicalJson.of(rewritten(document, random)))
          .as("seed %d, document %s", seed, document)
          .isEqualTo(CanonicalJson.of(document));
    }
  }

  private static JsonNode any(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> NODES.numberNode(random.nextInt(-1_000, 1_000));
      case 1 -> NODES.numberNode(BigDecimal.valueOf(random.nextInt(), random.nextInt(6)));
      case 2 -> NODES.stringNode("t" + random.nextInt(10));
      case 3 -> NODES.booleanNode(random.nextBoolean());
      case 4 -> {
        var array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(any(random, depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.set("m" + random.nextInt(10), any(random, depth - 1));
        }
        yield object;
      }
    };
  }

  /** Members in another order, numbers with another scale, nulls here and there. */
  private static JsonNode rewritten(JsonNode json, Random random) {
    return switch (json.getNodeType()) {
      case NUMBER -> {
        BigDecimal number = json.decimalValue();
        yield NODES.numberNode(number.setScale(number.scale() + random.nextInt(5)));
      }
      case ARRAY -> {
        var array = NODES.arrayNode();
        json.forEach(element -> array.add(rewritten(element, random)));
        yield array;
      }
      case OBJECT -> {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(json.properties());
        Collections.shuffle(members, random);
        ObjectNode object = NODES.objectNode();
        members.forEach(
            member -> object.set(member.getKey(), rewritten(member.getValue(), random)));
        yield random.nextBoolean() ? object : object.putNull("absent");
      }
      case BINARY, BOOLEAN, MISSING, NULL, POJO, STRING -> json;
    };
  }

  private static String of(String json) {
    return CanonicalJson.of(JSON.readTree(json.replace('\'', '"')));
  }
}
