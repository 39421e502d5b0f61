package dev.herald.client;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object of an answer, read by name. Members that are not asked for are no error, so that a
 * newer server's answers are read too.
 */
record JsonObject(Map<?, ?> members) {

  /**
   * @throws IllegalArgumentException when it is no JSON object
   */
  static JsonObject read(String text) {
    return of(Json.read(text));
  }

  private static JsonObject of(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      return new JsonObject(members);
    }
    throw new IllegalArgumentException("the answer is no JSON object");
  }

  @Nullable String text(String name) {
    return members.get(name) instanceof String text ? text : null;
  }

  String text(String name, String otherwise) {
    String text = text(name);
    return text == null ? otherwise : text;
  }

  String required(String name) {
    String text = text(name);
    if (text == null) {
      throw new IllegalArgumentException("the answer has no '%s'".formatted(name));
    }
    return text;
  }

  long number(String name) {
    return members.get(name) instanceof Number number ? number.longValue() : 0;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  UUID id(String name) {
    return UUID.fromString(required(name));
  }

  <T> @Nullable T parsed(String name, Function<String, T> parser) {
    String text = text(name);
    return text == null ? null : parser.apply(text);
  }

  @Nullable UUID idIfAny(String name) {
    return parsed(name, UUID::fromString);
  }

  @Nullable Instant time(String name) {
    return parsed(name, text -> OffsetDateTime.parse(text).toInstant());
  }

  Instant requiredTime(String name) {
    return OffsetDateTime.parse(required(name)).toInstant();
  }

  MessageState state(String name) {
    return MessageState.of(required(name));
  }

  <T> @Nullable T object(String name, Function<JsonObject, T> reader) {
    return members.get(name) instanceof Map<?, ?> object
        ? reader.apply(new JsonObject(object))
        : null;
  }

  /** Empty when there is no such list. */
  <T> List<T> objects(String name, Function<JsonObject, T> reader) {
    return members.get(name) instanceof List<?> items
        ? items.stream().map(item -> reader.apply(of(item))).toList()
        : List.of();
  }
}
