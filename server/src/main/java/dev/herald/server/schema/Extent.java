package dev.herald.server.schema;

import tools.jackson.databind.JsonNode;

/** Bounds of a JSON document within which walking it, and reckoning with its numbers, is cheap. */
final class Extent {
  private final int deepest;
  private final int mostValues;
  private int values;

  Extent(int deepest, int mostValues) {
    this.deepest = deepest;
    this.mostValues = mostValues;
  }

  boolean holds(JsonNode document) {
    return holds(document, 0);
  }

  /** How many values were walked. */
  int values() {
    return values;
  }

  private boolean holds(JsonNode value, int depth) {
    values++;
    if (depth > deepest || values > mostValues) {
      return false;
    }
    if (value.isNumber()) {
      return Format.decimal(value).isPresent();
    }
    for (JsonNode inner : value) {
      if (!holds(inner, depth + 1)) {
        return false;
      }
    }
    return true;
  }
}
