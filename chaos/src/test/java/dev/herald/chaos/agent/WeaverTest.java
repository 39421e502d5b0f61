package dev.herald.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether points and deliberate bugs still fit the server's classes. */
class WeaverTest {
  private static final ClassFile VERIFIED =
      ClassFile.of(
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(WeaverTest.class.getClassLoader())));

  private final Weaver weaver = new Weaver(WeaverTest.class.getClassLoader());

  @ParameterizedTest
  @EnumSource
  void a_point_is_in_the_server(FailPoint point) throws IOException {
    assertThat(problems(weaver.weave(bytes(point.type()), List.of(point), List.of()))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_mutant_fits_the_server(Mutant mutant) throws IOException {
    fits(mutant.edits());
  }

  @ParameterizedTest
  @EnumSource
  void a_disturbance_fits_the_server(Disturbance disturbance) throws IOException {
    fits(disturbance.edits());
  }

  private void fits(List<Edit> all) throws IOException {
    Map<String, List<Edit>> byType = all.stream().collect(Collectors.groupingBy(Edit::type));
    for (Map.Entry<String, List<Edit>> type : byType.entrySet()) {
      byte[] woven = weaver.weave(bytes(type.getKey()), List.of(), type.getValue());
      assertThat(problems(woven)).isEmpty();
    }
  }

  @Test
  void an_edit_that_finds_nothing_to_change_is_refused() throws IOException {
    String type = FailPoint.HEARTBEAT.type();
    Edit edit = new Edit.Words(type, "no such words", "");
    byte[] bytes = bytes(type);

    assertThatThrownBy(() -> weaver.weave(bytes, List.of(), List.of(edit)))
        .hasMessageContaining("nothing to change");
  }

  private static List<VerifyError> problems(byte[] woven) {
    return VERIFIED.verify(woven);
  }

  private static byte[] bytes(String type) throws IOException {
    String file = "/" + type.replace('.', '/') + ".class";
    try (InputStream in =
        Objects.requireNonNull(WeaverTest.class.getResourceAsStream(file), type)) {
      return in.readAllBytes();
    }
  }
}
