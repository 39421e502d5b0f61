package dev.herald.channels.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShapeTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(Map.of("content", Set.of("text", "title", "params")));
  private static final Scope SCOPE =
      Scope.of(Map.of("content", Map.of("text", "hi", "params", List.of("1", "2"))));

  @Test
  void anExpressionAloneKeepsItsTypeAndInsideTextBecomesText() throws ExpressionException {
    assertThat(parse("${content.params}").value(SCOPE)).isEqualTo(List.of("1", "2"));
    assertThat(parse("<${content.text}> ${1 + 1}").value(SCOPE)).isEqualTo("<hi> 2");
  }

  @Test
  void bracesInsideAnExpressionDoNotEndIt() throws ExpressionException {
    assertThat(parse("${ {'a': '}'}.a }!").value(SCOPE)).isEqualTo("}!");
    assertThat(parse("${'it\\'s }'}").value(SCOPE)).isEqualTo("it's }");
  }

  @Test
  void aDoubledDollarStandsForItself() throws ExpressionException {
    assertThat(parse("$${content.text} costs $5").value(SCOPE))
        .isEqualTo("${content.text} costs $5");
  }

  @Test
  void textWithAnAbsentPartIsAbsent() throws ExpressionException {
    assertThat(parse("Dear ${content.title},").value(SCOPE)).isNull();
  }

  @Test
  void absentMembersAndElementsAreLeftOut() throws ExpressionException {
    Map<String, Shape> members = new LinkedHashMap<>();
    members.put("text", parse("${content.text}"));
    members.put("title", parse("${content.title}"));
    members.put("list", new Shape.Elements(List.of(parse("${content.title}"), parse("x"))));

    assertThat(new Shape.Members(members).value(SCOPE))
        .isEqualTo(Map.of("text", "hi", "list", List.of("x")));
  }

  @Test
  void anExpressionThatDoesNotEndIsRefused() {
    assertThatThrownBy(() -> parse("${content.text"))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("no closing }");
  }

  private static Shape parse(String text) throws ExpressionException {
    return Shape.parse(text, VOCABULARY);
  }
}
