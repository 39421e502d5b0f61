package dev.herald.channels.definition.recipe;

import dev.herald.channel.ConnectorDescription.BatchLimit;
import dev.herald.channel.Content;
import dev.herald.channels.definition.answer.AnswerRules;
import dev.herald.channels.definition.request.RequestTemplate;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How several messages go in one call.
 *
 * @param sameContent whether only messages of one content go together
 * @param by what else must be equal among them
 * @param when which messages may go with others; null: all
 * @param request that takes several
 * @param answer what its answer means
 */
public record BatchRecipe(
    BatchLimit limit,
    boolean sameContent,
    List<Shape> by,
    @Nullable Expression when,
    RequestTemplate request,
    AnswerRules answer) {
  public BatchRecipe {
    by = List.copyOf(by);
  }

  /** What must be equal; null: it goes alone. */
  public @Nullable Object key(Content content, Scope scope) {
    try {
      return equal(content, scope);
    } catch (ExpressionFault _) {
      return null;
    }
  }

  private @Nullable Object equal(Content content, Scope scope) {
    if (when != null && !Boolean.TRUE.equals(when.valueIfAny(scope))) {
      return null;
    }
    List<Object> key = new ArrayList<>(by.size() + 1);
    key.add(sameContent ? content : ContentKind.of(content));
    for (Shape part : by) {
      Object value = part.value(scope);
      key.add(value == null ? "" : value);
    }
    return List.copyOf(key);
  }
}
