package dev.herald.server.platform.json;

import java.math.BigDecimal;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.node.TreeTraversingParser;

/**
 * Reads numbers as they are written. Where a whole one belongs, {@code 3}, {@code 3.0} and {@code
 * 0.3e1} are the same, and a fraction is refused, which Jackson would cut off. Where a text
 * belongs, a number is the text of all its digits.
 */
final class WrittenNumbers extends ValueDeserializerModifier {
  private static final long serialVersionUID = 1;
  private static final Set<Class<?>> WHOLE =
      Set.of(int.class, Integer.class, long.class, Long.class);
  private static final int MOST_DIGITS = 18;

  @Override
  public ValueDeserializer<?> modifyDeserializer(
      DeserializationConfig config,
      BeanDescription.Supplier described,
      ValueDeserializer<?> deserializer) {
    Class<?> type = deserializer.handledType();
    return WHOLE.contains(type)
        ? new Whole(deserializer)
        : type == String.class ? new Text(deserializer) : deserializer;
  }

  private static final class Text extends DelegatingDeserializer {
    Text(ValueDeserializer<?> ofTexts) {
      super(ofTexts);
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> ofTexts) {
      return new Text(ofTexts);
    }

    /** A tree knows the number, and its parser would write some with an exponent. */
    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
      return parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT) && parser instanceof TreeTraversingParser
          ? parser.getDecimalValue().toPlainString()
          : super.deserialize(parser, context);
    }
  }

  private static final class Whole extends DelegatingDeserializer {
    Whole(ValueDeserializer<?> ofIntegers) {
      super(ofIntegers);
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> ofIntegers) {
      return new Whole(ofIntegers);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
      if (!parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
        return super.deserialize(parser, context);
      }
      BigDecimal number = parser.getDecimalValue().stripTrailingZeros();
      Class<?> type = handledType();
      boolean wide = type == Long.class || type == long.class;
      long digits = (long) number.precision() - number.scale();
      boolean whole = number.scale() <= 0 && digits <= MOST_DIGITS;
      if (!whole || (!wide && number.longValueExact() != number.intValue())) {
        return context.handleWeirdNumberValue(type, number, "not a whole number");
      }
      return wide ? (Object) number.longValueExact() : (Object) number.intValueExact();
    }
  }
}
