package dev.herald.channels.definition.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML as JSON has it: maps, lists, texts, numbers and booleans, and no expressions. */
public final class PlainValue {
  private PlainValue() {}

  /** Null for what is not there, and for null itself. */
  public static @Nullable Object of(@Nullable Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case MappingNode mapping -> members(mapping);
      case SequenceNode list -> elements(list);
      case null -> null;
      default -> null;
    };
  }

  private static Map<String, Object> members(MappingNode mapping) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Object value = of(tuple.getValueNode());
      if (tuple.getKeyNode() instanceof ScalarNode key && value != null) {
        members.put(key.getValue(), value);
      }
    }
    return members;
  }

  private static List<Object> elements(SequenceNode list) {
    List<Object> elements = new ArrayList<>();
    for (Node element : list.getValue()) {
      Object value = of(element);
      if (value != null) {
        elements.add(value);
      }
    }
    return elements;
  }

  private static @Nullable Object scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    try {
      return tag.equals(Tag.BOOL)
          ? Boolean.valueOf(text)
          : tag.equals(Tag.INT) ? whole(text) : tag.equals(Tag.FLOAT) ? fraction(text) : text;
    } catch (NumberFormatException _) {
      return text;
    }
  }

  private static Object whole(String text) {
    BigInteger whole = new BigInteger(text);
    return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole.toString();
  }

  private static Object fraction(String text) {
    return new BigDecimal(text).doubleValue();
  }
}
