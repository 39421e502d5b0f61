package dev.herald.channels.reason;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.Part;
import dev.herald.channel.CallReason;
import dev.herald.channel.Reason;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonWordsTest {

  private static Stream<Class<?>> types() {
    return Stream.of(
            DefinitionReason.class, ExpressionReason.class, PatternReason.class, YamlReason.class)
        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
  }

  private static String code(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void every_reason_has_words_of_exactly_its_parameters(String language) {
    Properties texts = ReasonWords.texts(language);
    Map<String, Set<String>> named = new TreeMap<>();
    texts
        .stringPropertyNames()
        .forEach(code -> named.put(code, parts(texts.getProperty(code), Part.Type.ARG_NAME)));

    Map<String, Set<String>> expected = new TreeMap<>();
    types().forEach(type -> expected.put(code(type), components(type)));
    assertThat(named).containsAllEntriesOf(expected);
    named.keySet().removeAll(expected.keySet());
    assertThat(named.keySet())
        .isEqualTo(
            Arrays.stream(CallReason.class.getPermittedSubclasses())
                .filter(type -> type != CallReason.ProviderSaid.class)
                .map(ReasonWordsTest::code)
                .collect(Collectors.toSet()));
  }

  /** What parameters choose by: a constant without words would be shown as it is in the code. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void every_constant_has_words(String language) {
    Properties texts = ReasonWords.texts(language);

    assertThat(types())
        .allSatisfy(type -> {
          Set<String> chosen = parts(texts.getProperty(code(type)), Part.Type.ARG_SELECTOR);
          for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isEnum()) {
              assertThat(chosen)
                  .as("%s of %s", component.getName(), type)
                  .containsAll(constants(component).filter(each -> !isLeftOver(each)).toList());
            }
          }
        });
  }

  /** For these the words have the library's text, or nothing at all. */
  private static boolean isLeftOver(String constant) {
    return constant.equals("OTHER") || constant.equals("NONE");
  }

  private static Stream<String> constants(RecordComponent component) {
    return Arrays.stream(component.getType().getEnumConstants()).map(String::valueOf);
  }

  private static Set<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(Collectors.toSet());
  }

  private static Set<String> parts(String text, Part.Type wanted) {
    MessagePattern pattern = new MessagePattern(text);
    Set<String> found = new TreeSet<>();
    for (int i = 0; i < pattern.countParts(); i++) {
      if (pattern.getPartType(i) == wanted) {
        found.add(pattern.getSubstring(pattern.getPart(i)));
      }
    }
    return found;
  }

  /** One of each, and one of each constant that it may have. */
  private static Stream<Reason> samples() {
    return types().flatMap(ReasonWordsTest::samples);
  }

  private static Stream<Reason> samples(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    int most =
        Arrays.stream(components)
            .filter(each -> each.getType().isEnum())
            .mapToInt(each -> each.getType().getEnumConstants().length)
            .max()
            .orElse(1);
    return Stream.iterate(0, i -> i < most, i -> i + 1).map(i -> made(type, components, i));
  }

  private static Reason made(Class<?> type, RecordComponent[] components, int sample) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(types).map(each -> value(each, sample)).toArray();
    try {
      return (Reason) type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object value(Class<?> type, int sample) {
    if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return constants[Math.min(sample, constants.length - 1)];
    }
    return switch (type.getSimpleName()) {
      case "String" -> "x";
      case "List" -> List.of("x", "y");
      case "int" -> 7;
      case "long", "Long" -> 7L;
      case "YamlReason" -> new YamlReason.IndentedByTab();
      case "PatternReason" -> new PatternReason.BackslashLast();
      case "ExpressionReason", "Reason" -> new ExpressionReason.EqualsAlone();
      default -> throw new AssertionError(type);
    };
  }

  @ParameterizedTest
  @MethodSource("samples")
  void chinese_words_have_no_english_sentence(Reason reason) {
    assertThat(ReasonWords.CHINESE.of(reason)).containsPattern("\\p{IsHan}");
    Chinese.requireNoEnglish(ReasonWords.CHINESE.of(reason));
    assertThat(ReasonWords.ENGLISH.of(reason)).doesNotContainPattern("\\p{IsHan}|[：；，、（）]");
  }

  @Test
  void code_in_words_stands_as_it_is_written() {
    assertThat(ReasonWords.ENGLISH.of(new DefinitionReason.StepValueMissing("login")))
        .isEqualTo("lacks “value”; write what is read as ${steps.login}");
    assertThat(ReasonWords.CHINESE.of(new DefinitionReason.SuccessMissing()))
        .endsWith("accepted: \"${…}\"");
  }

  @Test
  void what_keeps_an_example_from_a_request_is_in_words() {
    Reason unmade = new DefinitionReason.ExampleUnmade(new CallReason.AddressPartAbsent());

    assertThat(ReasonWords.ENGLISH.of(unmade))
        .isEqualTo("can’t be tried: the request was not made: a part of its address has no value");
    assertThat(ReasonWords.CHINESE.of(unmade)).isEqualTo("示例无法验证：未发出请求：地址中有一部分没有值");
  }

  @Test
  void what_was_stored_as_a_sentence_is_told_as_it_is() {
    assertThat(ReasonWords.ENGLISH.of(new CallReason.AddressInvalid("names a user")))
        .isEqualTo(ReasonWords.ENGLISH.of(new CallReason.AddressInvalid("USER")))
        .endsWith("its address names a user");
    assertThat(ReasonWords.CHINESE.of(new CallReason.AddressInvalid("USER"))).endsWith("不能带用户名");
  }

  @Test
  void a_language_without_words_is_told_in_english() {
    assertThat(ReasonWords.in(Locale.GERMAN)).isSameAs(ReasonWords.ENGLISH);
    assertThat(ReasonWords.in(Locale.TRADITIONAL_CHINESE)).isSameAs(ReasonWords.CHINESE);
  }
}
