package dev.herald.server.reason;

import dev.herald.channel.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a node, its variables' schema, or a template. */
public sealed interface TemplateFault extends Reason {

  record RetentionNotInDays(long most) implements TemplateFault {}

  record SchemaInvalid() implements TemplateFault {}

  record MjmlMalformed(String text) implements TemplateFault {}

  record SchemaTooComplex(int values, int levels) implements TemplateFault {}

  record SchemaNotObject() implements TemplateFault {}

  record SchemaTooLarge(String unit, int most) implements TemplateFault {}

  record SchemaMissing() implements TemplateFault {}

  record SearchOnSecret() implements TemplateFault {}

  record SearchOnLists() implements TemplateFault {}

  record TypeMissing() implements TemplateFault {}

  record TypeMixed() implements TemplateFault {}

  record VariableNameInvalid() implements TemplateFault {}

  record MoneyFormatNeeded() implements TemplateFault {}

  record StyleNotForDates() implements TemplateFault {}

  record FormatNotForNumbers() implements TemplateFault {}

  record CurrencyUnsaid(boolean item) implements TemplateFault {}

  record CurrencyInvalid() implements TemplateFault {}

  record KeywordInCondition() implements TemplateFault {}

  record CountTooLarge(int most) implements TemplateFault {}

  record NestedTooDeep(int most) implements TemplateFault {}

  record ReferenceUnknown(@Nullable String nearest, List<String> known) implements TemplateFault {}

  record ReferenceCircular() implements TemplateFault {}

  record DefinitionOverlaps() implements TemplateFault {}

  record PatternInvalid(Reason why) implements TemplateFault {}

  record CheckTooCostly() implements TemplateFault {}

  record AlternativesMisfit() implements TemplateFault {}

  record VariableMissing(List<String> type) implements TemplateFault {}

  record VariableType(List<String> type) implements TemplateFault {}

  record VariableChoice(String known) implements TemplateFault {}

  record VariableConstant(String known) implements TemplateFault {}

  record VariablePattern(String pattern) implements TemplateFault {}

  record VariableFormat(String format, String example) implements TemplateFault {}

  record VariableTooShort(String least) implements TemplateFault {}

  record VariableTooLong(String most) implements TemplateFault {}

  record VariableBelow(String least) implements TemplateFault {}

  record VariableAbove(String most) implements TemplateFault {}

  record VariableNotAbove(String least) implements TemplateFault {}

  record VariableNotBelow(String most) implements TemplateFault {}

  record VariableNotMultiple(String of) implements TemplateFault {}

  record VariableTooFew(String least) implements TemplateFault {}

  record VariableTooMany(String most) implements TemplateFault {}

  record VariableItemTwice() implements TemplateFault {}

  record VariableRule(String keyword, String rule) implements TemplateFault {}

  record LinkInvalid() implements TemplateFault {}

  record CurrencyUnnamed(String variable) implements TemplateFault {}

  record DataTooComplex(int values, int levels) implements TemplateFault {}

  record SuppressedNeedsCritical() implements TemplateFault {}

  record EscalationNeedsFallback() implements TemplateFault {}

  record DigestInvalid(String text) implements TemplateFault {}

  record ExemptNeedsCritical() implements TemplateFault {}

  record ExpiryTooShort() implements TemplateFault {}

  record PlanMissing() implements TemplateFault {}

  record PlanInvalid() implements TemplateFault {}

  record ChannelNameMissing() implements TemplateFault {}

  record ChannelNameInvalid() implements TemplateFault {}

  record PlanEmpty() implements TemplateFault {}

  record ContentMissing(String forms) implements TemplateFault {}

  record ContentUnfit(String channel, String forms) implements TemplateFault {}

  record MailBodyMissing() implements TemplateFault {}

  record ContentTextMissing() implements TemplateFault {}

  record ContentNotText() implements TemplateFault {}

  record ParamsTooMany(int most) implements TemplateFault {}

  record DocumentInvalid() implements TemplateFault {}

  record TagInName(String name) implements TemplateFault {}

  record LinesTooMany() implements TemplateFault {}

  record VariableIsList(String variable) implements TemplateFault {}

  record VariableIsObject(String variable, List<String> known) implements TemplateFault {}

  record VariableUnknown(String variable, @Nullable String nearest, List<String> known)
      implements TemplateFault {}

  record VariableInList(String list) implements TemplateFault {}

  record VariableInScript(String variable) implements TemplateFault {}

  record VariableUnquoted(String variable) implements TemplateFault {}

  record VariableInCodeAttribute(String variable, String attribute) implements TemplateFault {}

  record VariableNotLink(String variable, String attribute) implements TemplateFault {}

  record InLine(int line, Reason why) implements TemplateFault {}

  record TemplateTooLong(int most) implements TemplateFault {}

  record SectionNotOpen(String name, @Nullable String open) implements TemplateFault {}

  record SectionNotClosed(String name) implements TemplateFault {}

  record SectionsTooDeep(int most) implements TemplateFault {}

  record TagNotClosed() implements TemplateFault {}

  record TagsTooMany(int most) implements TemplateFault {}

  record TagUnescaped() implements TemplateFault {}

  record TagPartial() implements TemplateFault {}

  record TagDelimiters() implements TemplateFault {}

  record TagInvalid(String tag) implements TemplateFault {}
}
