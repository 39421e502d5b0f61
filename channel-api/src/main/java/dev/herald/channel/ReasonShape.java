package dev.herald.channel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a record's declaration says of the reasons that it stands for.
 *
 * @param accessors of its components, in their order
 */
record ReasonShape(String code, List<Method> accessors) {
  private static final Pattern WORD_BEGINS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final ClassValue<ReasonShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected ReasonShape computeValue(Class<?> type) {
          return read(type);
        }
      };

  static ReasonShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  private static ReasonShape read(Class<?> type) {
    String name = WORD_BEGINS.matcher(type.getSimpleName()).replaceAll("_");
    return new ReasonShape(
        name.toUpperCase(Locale.ROOT),
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getAccessor).toList());
  }

  Map<String, @Nullable Object> parameters(Reason reason) {
    if (accessors.isEmpty()) {
      return Map.of();
    }
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    for (Method accessor : accessors) {
      parameters.put(accessor.getName(), value(accessor, reason));
    }
    return Collections.unmodifiableMap(parameters);
  }

  private static @Nullable Object value(Method accessor, Reason reason) {
    try {
      return plain(accessor.invoke(reason));
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a reason's parameters can't be read", e);
    }
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Number number -> number;
      case Boolean truth -> truth;
      case Instant time -> time;
      case Reason reason -> reason;
      case Iterable<?> many -> texts(many);
      case Enum<?> one -> one.name();
      default -> value.toString();
    };
  }

  private static List<String> texts(Iterable<?> many) {
    List<String> texts = new ArrayList<>();
    many.forEach(each -> texts.add(String.valueOf(each)));
    return List.copyOf(texts);
  }
}
