package dev.herald.server.reason;

import dev.herald.channel.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a field of any request. */
public sealed interface FieldFault extends Reason {

  record FieldMissing() implements FieldFault {}

  record TextMissing(int most) implements FieldFault {}

  record ChoiceMissing(List<String> known) implements FieldFault {}

  record TextTooLong(int most) implements FieldFault {}

  record TextWithControls() implements FieldFault {}

  record TextUnkeepable() implements FieldFault {}

  record CodeInvalid(String value) implements FieldFault {}

  record FieldUnknown(@Nullable String nearest, List<String> known) implements FieldFault {}

  record NameUnknown(
      String thing, @Nullable String value, @Nullable String nearest, List<String> known)
      implements FieldFault {}

  record ThingUnknown(String thing, @Nullable String value) implements FieldFault {}

  record TypeWrong(String type) implements FieldFault {}

  record ChoiceWrong(List<String> known) implements FieldFault {}

  record ValueNull() implements FieldFault {}

  record ValueMisfit() implements FieldFault {}

  record NumberTooExact() implements FieldFault {}

  record NumberOutOfRange(int least, int most) implements FieldFault {}

  record DecimalsTooMany(int most) implements FieldFault {}

  record NumberTooSmall(int least) implements FieldFault {}

  record TimeInvalid(String value) implements FieldFault {}

  /** In an address, where a plus is a space. */
  record TimeWithSpace() implements FieldFault {}

  record TimePast(String value) implements FieldFault {}

  record ParameterTwice(int times) implements FieldFault {}

  record CursorForeign() implements FieldFault {}

  record FieldTwice(int line, int column) implements FieldFault {}

  record ItemTwice() implements FieldFault {}

  record ItemsOutOfRange(int least, int most) implements FieldFault {}

  record ItemsTooMany(int given, int most) implements FieldFault {}

  record BodyEmptyField() implements FieldFault {}

  record Immutable(String value) implements FieldFault {}

  record DurationInvalid(String value) implements FieldFault {}

  record DurationOutOfRange(String most) implements FieldFault {}

  record DurationBetween(String least, String most) implements FieldFault {}

  record KeyFormWrong(String value, String form) implements FieldFault {}

  record WindowUnknown(String value) implements FieldFault {}

  record ConfigurationInvalid(List<String> known) implements FieldFault {}

  record SectionInvalid() implements FieldFault {}

  record LineTooLong(int most) implements FieldFault {}

  record LineInvalid() implements FieldFault {}

  record EffectNeeds(String effect) implements FieldFault {}

  record SourceOfOtherChannel(String source, String channel) implements FieldFault {}

  record SourceOfOtherTenant(String source, String tenant) implements FieldFault {}

  record CountryUnknown(String country) implements FieldFault {}

  record CurrencyUnknown(String currency) implements FieldFault {}
}
