package dev.herald.channels.definition.receipt;

import com.google.re2j.Pattern;
import dev.herald.channel.receipt.CallbackAnswer;
import dev.herald.channel.receipt.Report;
import dev.herald.channels.definition.answer.Told;
import dev.herald.channels.definition.value.Json;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code receipts:} section says.
 *
 * @param signature null: the secret in the address proves who calls
 * @param opened the text that was sealed; null: this provider seals none
 * @param challenge what is answered to a question whether the address is right
 */
public record ReceiptRules(
    @Nullable Signature signature,
    @Nullable Expression opened,
    @Nullable Challenge challenge,
    @Nullable Progress progress,
    @Nullable Replies replies,
    Answering answer) {

  /** What was given, and what it must be. */
  public record Signature(Expression given, Expression made) {}

  /** When a call only asks whether the address is right, and what is answered then. */
  public record Challenge(Expression when, Answering answer) {}

  /**
   * What the provider is answered.
   *
   * @param json whether it is JSON; otherwise text
   */
  public record Answering(Shape shape, boolean json) {
    private static final String JSON = "application/json;charset=UTF-8";

    /** What can't be said is left out: the call was understood all the same. */
    CallbackAnswer in(Scope scope) {
      try {
        Object value = json ? shape.value(scope) : shape.text(scope);
        return json
            ? new CallbackAnswer(JSON, Json.text(value == null ? "" : value))
            : new CallbackAnswer(
                CallbackAnswer.EMPTY.contentType(), value == null ? "" : value.toString());
      } catch (ExpressionFault _) {
        return CallbackAnswer.EMPTY;
      }
    }
  }

  /**
   * Where reports are, and what they say.
   *
   * @param states by the provider's own words for them; the first that fits
   */
  public record Progress(
      EventPath each,
      @Nullable Expression id,
      @Nullable Expression message,
      @Nullable Expression to,
      Expression state,
      List<StateRule> states,
      @Nullable Told code,
      @Nullable Told reason) {}

  /**
   * The words for a state.
   *
   * @param words the provider's, where a star stands for anything
   */
  public record StateRule(Report.State state, List<Pattern> words) {
    boolean fits(String said) {
      return words.stream().anyMatch(word -> word.matcher(said).matches());
    }
  }

  /** Where replies are, and what they say. */
  public record Replies(
      EventPath each,
      @Nullable Expression when,
      @Nullable Expression id,
      Expression from,
      Expression text,
      @Nullable Expression answers) {}
}
