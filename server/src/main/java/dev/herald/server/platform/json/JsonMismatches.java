package dev.herald.server.platform.json;

import dev.herald.channel.Reason;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.FieldFault;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.exc.InvalidNullException;

/** Notes what does not fit one JSON document, and lets the reading go on without it. */
final class JsonMismatches extends DeserializationProblemHandler {
  private static final Set<Class<?>> WHOLE =
      Set.of(int.class, Integer.class, long.class, Long.class);

  private final FieldErrors errors = new FieldErrors();

  void throwIfAny() {
    errors.throwIfAny();
  }

  /** The reading could not go on. */
  void stopped(DatabindException cause) {
    switch (cause) {
      case InvalidNullException _ -> stopped(cause, new FieldFault.ValueNull());
      default -> stopped(cause, new FieldFault.ValueMisfit());
    }
  }

  /** A number was read that its field can't hold. */
  void tooLarge(InputCoercionException cause) {
    stopped(cause, new FieldFault.NumberTooExact());
  }

  private void stopped(JacksonException cause, Reason reason) {
    if (errors.isEmpty()) {
      StringBuilder path = new StringBuilder();
      for (JacksonException.Reference step : cause.getPath()) {
        append(path, step.getPropertyName(), step.getIndex());
      }
      errors.add(path.toString(), reason);
    }
  }

  @Override
  public boolean handleUnknownProperty(
      DeserializationContext context,
      JsonParser parser,
      @Nullable ValueDeserializer<?> deserializer,
      Object target,
      String name) {
    if (errors.isFull()) {
      parser.skipChildren();
      return true;
    }
    List<String> known =
        deserializer == null || deserializer.getKnownPropertyNames() == null
            ? List.of()
            : deserializer.getKnownPropertyNames().stream().map(String::valueOf).sorted().toList();
    errors.add(unknownPath(context, parser, name), Spelling.unknownField(name, known));
    parser.skipChildren();
    return true;
  }

  @Override
  public @Nullable Object handleUnexpectedToken(
      DeserializationContext context,
      JavaType target,
      JsonToken token,
      JsonParser parser,
      String message) {
    return mistyped(parser, target);
  }

  @Override
  public @Nullable Object handleMissingInstantiator(
      DeserializationContext context,
      Class<?> target,
      ValueInstantiator instantiator,
      JsonParser parser,
      String message) {
    return mistyped(parser, context.constructType(target));
  }

  @Override
  public @Nullable Object handleWeirdStringValue(
      DeserializationContext context, Class<?> target, String value, String message) {
    return mistyped(context.getParser(), context.constructType(target));
  }

  @Override
  public @Nullable Object handleWeirdNumberValue(
      DeserializationContext context, Class<?> target, Number value, String message) {
    return mistyped(context.getParser(), context.constructType(target));
  }

  private @Nullable Object mistyped(JsonParser parser, JavaType target) {
    if (!errors.isFull()) {
      errors.add(path(parser), mismatch(target));
    }
    parser.skipChildren();
    return null;
  }

  private static Reason mismatch(JavaType target) {
    Class<?> type = target.getRawClass();
    if (type == String.class) {
      return new FieldFault.TypeWrong("TEXT");
    }
    if (type == Boolean.class || type == boolean.class) {
      return new FieldFault.TypeWrong("TRUTH");
    }
    if (type == UUID.class) {
      return new FieldFault.TypeWrong("ID");
    }
    if (WHOLE.contains(type)) {
      return new FieldFault.TypeWrong("WHOLE");
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return new FieldFault.TypeWrong("NUMBER");
    }
    if (type.isEnum()) {
      return new FieldFault.ChoiceWrong(
          Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList());
    }
    return new FieldFault.TypeWrong(
        target.isCollectionLikeType() || type.isArray() ? "LIST" : "OBJECT");
  }

  private static String unknownPath(
      DeserializationContext context, JsonParser parser, String name) {
    StringBuilder path = new StringBuilder();
    append(path, aroundTheObjectOf(context, parser));
    append(path, name, -1);
    return path.toString();
  }

  /** Jackson replays the unknown fields of a record from a buffer, once it has left the record. */
  private static @Nullable TokenStreamContext aroundTheObjectOf(
      DeserializationContext context, JsonParser parser) {
    if (parser != context.getParser()) {
      return context.getParser().streamReadContext();
    }
    TokenStreamContext at = parser.streamReadContext();
    boolean nested = parser.currentToken() != null && parser.currentToken().isStructStart();
    return nested ? at.getParent().getParent() : at.getParent();
  }

  static String path(JsonParser parser) {
    StringBuilder path = new StringBuilder();
    append(path, parser.streamReadContext());
    return path.toString();
  }

  private static void append(StringBuilder path, @Nullable TokenStreamContext context) {
    if (context != null) {
      append(path, context.getParent());
      if (context.currentName() != null || context.inArray() && context.hasCurrentIndex()) {
        append(path, context.currentName(), context.getCurrentIndex());
      }
    }
  }

  private static void append(StringBuilder path, @Nullable String name, int index) {
    if (name == null) {
      path.append('[').append(index).append(']');
    } else {
      path.append(path.isEmpty() ? "" : ".").append(name);
    }
  }
}
