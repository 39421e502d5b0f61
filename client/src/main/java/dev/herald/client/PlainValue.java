package dev.herald.client;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What callers give as variables, as JSON knows it: a copy that later changes of theirs don't
 * reach.
 */
final class PlainValue {
  private PlainValue() {}

  /**
   * @param value null, a text, number, boolean, date or time, UUID, enum, map, list, array, record
   *     or Optional of such
   * @throws IllegalArgumentException when it is anything else
   */
  static @Nullable Object of(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return of(optional.orElse(null));
    } else if (value instanceof Map<?, ?> map) {
      return object(map);
    } else if (value instanceof Record components) {
      return object(components);
    } else if (value instanceof Iterable<?> items) {
      List<@Nullable Object> list = new ArrayList<>();
      items.forEach(item -> list.add(of(item)));
      return Collections.unmodifiableList(list);
    } else if (value != null && value.getClass().isArray()) {
      return array(value);
    }
    return scalar(value);
  }

  private static @Nullable Object scalar(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return value;
    } else if (value instanceof Number number) {
      return number(number);
    } else if (value instanceof Enum<?> constant) {
      return constant.name();
    } else if (value instanceof Date date) {
      return date.toInstant().toString();
    } else if (value instanceof CharSequence
        || value instanceof Character
        || value instanceof TemporalAccessor
        || value instanceof UUID
        || value instanceof java.net.URI) {
      return value.toString();
    }
    throw new IllegalArgumentException(
        "a %s can't be a variable; give a text, number, boolean, date, map, list or record"
            .formatted(value.getClass().getName()));
  }

  private static Number number(Number number) {
    if (number instanceof Double || number instanceof Float) {
      double value = number.doubleValue();
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(number + " can't be written as JSON");
      }
      return new BigDecimal(number.toString());
    } else if (number instanceof BigDecimal || number instanceof BigInteger) {
      return number;
    } else if (number instanceof Integer
        || number instanceof Long
        || number instanceof Short
        || number instanceof Byte) {
      return number.longValue();
    }
    return new BigDecimal(number.toString());
  }

  private static Map<String, @Nullable Object> object(Map<?, ?> map) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    map.forEach((name, member) -> members.put(String.valueOf(name), of(member)));
    return Collections.unmodifiableMap(members);
  }

  /** The components by name; those that are null are left out. */
  static Map<String, @Nullable Object> object(Record components) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (RecordComponent component : components.getClass().getRecordComponents()) {
      Object member = of(read(components, component));
      if (member != null) {
        members.put(component.getName(), member);
      }
    }
    return Collections.unmodifiableMap(members);
  }

  private static @Nullable Object read(Record components, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(components);
    } catch (ReflectiveOperationException | RuntimeException closed) {
      throw new IllegalArgumentException(
          "the component %s of %s can't be read"
              .formatted(component.getName(), components.getClass().getName()),
          closed);
    }
  }

  private static List<@Nullable Object> array(Object array) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      list.add(of(Array.get(array, i)));
    }
    return Collections.unmodifiableList(list);
  }
}
