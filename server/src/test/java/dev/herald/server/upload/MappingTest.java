package dev.herald.server.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FileFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingTest {
  private static final List<String> COLUMNS = List.of("手机号", "姓名", "");
  private static final List<String> TARGETS = List.of("email", "phone", "recipient");

  @Test
  void a_column_that_there_is_not_is_answered_with_those_that_there_are() {
    RequestProblem.Invalid refused =
        catchThrowableOfType(
            RequestProblem.Invalid.class,
            () -> Mapping.checked(Map.of("手机", "phone"), COLUMNS, TARGETS));

    assertThat(refused.errors())
        .containsExactly(
            new FieldError(
                "mapping.手机", new FileFault.ColumnUnknown("手机", "手机号", List.of("手机号", "姓名"))));
  }

  @Test
  void only_what_the_message_can_go_by_is_asked_for() {
    Mapping mapping = Mapping.checked(Map.of(), COLUMNS, TARGETS);
    RequestProblem.Invalid refused =
        catchThrowableOfType(
            RequestProblem.Invalid.class,
            () -> mapping.requireOneOf(TARGETS, List.of("recipient", "phone")));

    assertThat(refused.errors())
        .containsExactly(
            new FieldError("mapping", new FileFault.MappingMissing(List.of("recipient", "phone"))));
  }
}
