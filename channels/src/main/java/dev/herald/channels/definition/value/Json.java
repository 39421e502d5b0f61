package dev.herald.channels.definition.value;

import dev.cel.common.values.NullValue;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** JSON as plain maps, lists, texts and numbers, both ways. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new SimpleModule().addSerializer(NullValue.class, new NullSerializer()))
          .build();

  private Json() {}

  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /**
   * Reads an object or an array, without its nulls; whole numbers beyond 64 bits become texts.
   *
   * @return null when the text is neither
   */
  public static @Nullable Object read(byte[] utf8) {
    try {
      Object value = MAPPER.readValue(utf8, Object.class);
      return value instanceof Map || value instanceof List ? plain(value) : null;
    } catch (JacksonException _) {
      return null;
    }
  }

  @SuppressWarnings("unchecked") // Jackson makes maps of text to value
  private static Object plain(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        map.values().removeIf(Objects::isNull);
        ((Map<String, Object>) map).replaceAll((_, member) -> plain(member));
        yield map;
      }
      case List<?> list -> {
        list.removeIf(Objects::isNull);
        ((List<Object>) list).replaceAll(Json::plain);
        yield list;
      }
      case Integer small -> small.longValue();
      case BigInteger huge -> huge.toString();
      default -> value;
    };
  }

  private static final class NullSerializer extends ValueSerializer<NullValue> {
    @Override
    public void serialize(NullValue value, JsonGenerator out, SerializationContext context) {
      out.writeNull();
    }
  }
}
