package dev.herald.server.reason;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.herald.channel.SendResult;
import dev.herald.server.reason.old.OldSentences;
import org.junit.jupiter.api.Test;
import org.springframework.http.ProblemDetail;

/** Nothing is told but by a code: a sentence in the code would have no other language. */
class NoLiteralReasonTest {
  private static final JavaClasses HERALD =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.herald");

  @Test
  void only_one_class_makes_problems() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.herald.server.platform.web.Problems")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "makes a problem of a sentence",
                (JavaMethodCall call) ->
                    call.getTargetOwner().isEquivalentTo(ProblemDetail.class)
                        && (call.getName().startsWith("for")
                            || call.getName().equals("setDetail"))))
        .check(HERALD);
  }

  @Test
  void only_what_a_provider_said_becomes_a_result_as_a_sentence() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.herald.channels.smtp.SmtpVerdict")
        .and()
        .areNotAssignableTo(SendResult.class)
        .should()
        .callConstructorWhere(
            DescribedPredicate.describe(
                "makes a result of a sentence",
                (JavaConstructorCall call) ->
                    call.getTargetOwner().isAssignableTo(SendResult.class)
                        && call.getTarget().getRawParameterTypes().stream()
                            .anyMatch(type -> type.isEquivalentTo(String.class))))
        .check(HERALD);
  }

  @Test
  void only_old_rows_are_told_as_sentences() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(OldSentences.class.getName())
        .should()
        .callConstructorWhere(
            DescribedPredicate.describe(
                "makes a reason of a sentence",
                (JavaConstructorCall call) ->
                    call.getTargetOwner().isEquivalentTo(TraceReason.Sentence.class)))
        .check(HERALD);
  }
}
