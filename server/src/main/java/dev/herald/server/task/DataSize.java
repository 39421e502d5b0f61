package dev.herald.server.task;

import tools.jackson.databind.JsonNode;

/**
 * How large a message's variables are.
 *
 * @param characters of their names and values, and one for each sign between
 * @param values objects and lists included
 */
public record DataSize(long characters, long values) {
  public static final DataSize NONE = new DataSize(0, 0);

  /** Of most messages all variables fit in one piece. */
  private static final long PIECE_BYTES = 8_192;

  private static final long BYTES_OF_VALUE = 64;

  public static DataSize of(JsonNode data) {
    return switch (data.getNodeType()) {
      case OBJECT -> {
        long characters = 2;
        long values = 1;
        for (var field : data.properties()) {
          DataSize inner = of(field.getValue());
          characters += field.getKey().length() + 4 + inner.characters;
          values += inner.values;
        }
        yield new DataSize(characters, values);
      }
      case ARRAY -> {
        long characters = 2;
        long values = 1;
        for (JsonNode element : data) {
          DataSize inner = of(element);
          characters += 1 + inner.characters;
          values += inner.values;
        }
        yield new DataSize(characters, values);
      }
      case STRING -> new DataSize(data.stringValue().length() + 2L, 1);
      case NUMBER -> new DataSize(data.asString().length(), 1);
      default -> new DataSize(data.toString().length(), 1);
    };
  }

  public DataSize plus(DataSize other) {
    return new DataSize(characters + other.characters, values + other.values);
  }

  public DataSize times(int messages) {
    return new DataSize(characters * messages, values * messages);
  }

  public boolean exceeds(DataSize most) {
    return characters > most.characters || values > most.values;
  }

  /** How much of a lane's room a message with such variables takes, at least 1. */
  public int pieces() {
    long bytes = characters + values * BYTES_OF_VALUE;
    return Math.toIntExact(1 + bytes / PIECE_BYTES);
  }
}
