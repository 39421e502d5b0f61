package dev.herald.server.reason;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessagePattern;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.herald.channel.CallReason;
import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.Reason;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.ExpressionReason;
import dev.herald.channels.reason.PatternReason;
import dev.herald.channels.reason.YamlReason;
import dev.herald.server.verdict.Cause;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogueTest {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
  private static final List<Class<? extends Reason>> FAMILIES =
      List.of(
          CallReason.class,
          DefinitionReason.class,
          ExpressionReason.class,
          PatternReason.class,
          YamlReason.class,
          TraceReason.class,
          Standing.class,
          Advice.class,
          Cause.class,
          FieldFault.class,
          AccountFault.class,
          DefinitionFault.class,
          DirectoryFault.class,
          FileFault.class,
          AttachmentFault.class,
          CampaignFault.class,
          TemplateFault.class,
          SubmissionFault.class,
          AuditFault.class,
          AlarmReason.class,
          AlarmFault.class,
          ShiftReason.class,
          ProblemReason.class);

  /** The parameters that words may name, by code. */
  private static Map<String, Set<String>> codes() {
    Map<String, Set<String>> codes = new TreeMap<>();
    for (Class<?> family : FAMILIES) {
      for (Class<?> type : family.getPermittedSubclasses()) {
        if (type != ProviderSaid.class) {
          assertThat(codes.put(code(type), components(type))).as(type.getName()).isNull();
        }
      }
    }
    for (ProviderSaid.Kind kind : ProviderSaid.Kind.values()) {
      codes.put(ProviderSaid.code(kind), Set.of("connector", "code", "text", Wording.SAID));
    }
    return codes;
  }

  private static Set<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(Collectors.toSet());
  }

  private static String code(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase();
  }

  /** A component of that name would stand for the reason's own code. */
  @Test
  void no_parameter_is_named_code() {
    for (Class<?> family : FAMILIES) {
      for (Class<?> type : family.getPermittedSubclasses()) {
        if (type.isRecord() && type != ProviderSaid.class) {
          assertThat(components(type)).as(type.getName()).doesNotContain("code");
        }
      }
    }
  }

  @Test
  void every_reason_belongs_to_a_family_whose_words_are_checked_here() {
    Set<String> families = FAMILIES.stream().map(Class::getName).collect(Collectors.toSet());
    Set<String> alone = Set.of(StoredReason.class.getName());

    assertThat(
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.herald")
                    .stream()
                    .filter(type -> type.isAssignableTo(Reason.class) && !type.isInterface())
                    .filter(type -> !alone.contains(type.getName())))
        .isNotEmpty()
        .allSatisfy(type ->
            assertThat(type.getAllRawInterfaces().stream().map(JavaClass::getName))
                .as(type.getName())
                .anyMatch(families::contains));
  }

  @ParameterizedTest
  @EnumSource
  void every_code_has_words_and_no_words_are_left_over(Language language) {
    Set<String> worded = new TreeSet<>(Catalogue.in(language).codes());
    worded.removeIf(key -> key.contains("."));

    assertThat(worded).isEqualTo(codes().keySet()).allMatch(CODE.asMatchPredicate());
  }

  @ParameterizedTest
  @EnumSource
  void words_name_only_parameters_of_their_code(Language language) {
    codes()
        .forEach((code, parameters) ->
            assertThat(named(language, code)).as(code).isSubsetOf(parameters));
  }

  @Test
  void both_languages_tell_the_same() {
    codes()
        .keySet()
        .forEach(code -> {
          Set<String> english = new HashSet<>(named(Language.EN, code));
          Set<String> chinese = new HashSet<>(named(Language.ZH, code));
          assertThat(chinese).as(code).isEqualTo(english);
        });
    assertThat(Catalogue.in(Language.ZH).codes()).isEqualTo(Catalogue.in(Language.EN).codes());
  }

  @Test
  void chinese_words_are_chinese() {
    Set<String> quoting = Set.of("SENTENCE");

    assertThat(codes().keySet().stream().filter(code -> !quoting.contains(code)))
        .allSatisfy(code ->
            assertThat(Catalogue.in(Language.ZH).name(code).orElseThrow())
                .as(code)
                .containsPattern(CHINESE));
  }

  @Test
  void every_thing_has_a_name_and_every_refusal_a_title() {
    Stream<String> things = Arrays.stream(Thing.values()).map(thing -> "thing." + thing.word());
    Stream<String> titles =
        Stream.of(
                400, 401, 403, 404, 405, 406, 408, 409, 412, 413, 414, 415, 421, 422, 429, 431, 500,
                503)
            .map(status -> "title." + status);

    assertThat(Catalogue.in(Language.EN).codes()).containsAll(things.toList());
    assertThat(Catalogue.in(Language.EN).codes()).containsAll(titles.toList());
  }

  private static Set<String> named(Language language, String code) {
    MessagePattern pattern = new MessagePattern(Catalogue.in(language).name(code).orElseThrow());
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < pattern.countParts(); i++) {
      if (pattern.getPartType(i) == MessagePattern.Part.Type.ARG_NAME) {
        names.add(pattern.getSubstring(pattern.getPart(i)));
      }
    }
    return names;
  }
}
