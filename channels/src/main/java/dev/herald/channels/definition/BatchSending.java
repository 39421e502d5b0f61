package dev.herald.channels.definition;

import dev.herald.channel.Exchange;
import dev.herald.channel.Message;
import dev.herald.channel.MessageSender.BatchResult;
import dev.herald.channel.MessageSender.BatchResult.Each;
import dev.herald.channel.MessageSender.BatchResult.Whole;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.NotAccepted;
import dev.herald.channel.mask.Mask;
import dev.herald.channels.definition.answer.Answer;
import dev.herald.channels.definition.recipe.BatchRecipe;
import dev.herald.channels.definition.request.Host;
import dev.herald.channels.definition.request.Unsendable;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.definition.value.Words;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.http.HttpAnswer;
import dev.herald.channels.http.HttpCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call for several messages, and what its answer says of each.
 *
 * <p>An answer tells of all of them, and each message's trace is its own. So of an answer that took
 * the call a message is told only the part that is about it, and of one that did not, what names
 * nobody.
 */
record BatchSending(
    Sending sending, BatchRecipe recipe, List<Message> messages, @Nullable String token) {

  Sending.Try<BatchResult> send(Scope before) {
    Scope scope = before.with("token", token);
    HttpCall call;
    try {
      call =
          recipe
              .request()
              .call(
                  messages.stream().map(Message::id).toList(),
                  ContentKind.of(messages.getFirst().content()),
                  scope,
                  sending.now());
    } catch (ExpressionFault fault) {
      return whole(Unsendable.by(fault));
    } catch (IllegalArgumentException e) {
      return whole(Sending.misconfigured(e));
    }
    SendResult tooLong = sending.tooLong(call);
    return tooLong == null ? exchanged(call, scope) : whole(tooLong);
  }

  private Sending.Try<BatchResult> exchanged(HttpCall call, Scope scope) {
    Host host = recipe.request().host();
    return sending.exchange(
        call,
        host,
        answered -> {
          Answer answer = Answer.unread(answered, scope, allHidden());
          return new Sending.Try<>(
              judged(answer, answered, scope, host), recipe.answer().isBadToken(answer));
        },
        BatchSending::whole);
  }

  private BatchResult judged(Answer answer, HttpAnswer answered, Scope scope, Host host) {
    if (!recipe.answer().takes(answer)) {
      SendResult refused =
          recipe
              .answer()
              .judge(Answer.of(answered, scope, allHidden()), host, attempt(), sending.now());
      return new Whole((NotAccepted) refused);
    }
    List<Answer> own = new ArrayList<>(messages.size());
    for (Message message : messages) {
      own.add(
          new Answer(
              answered,
              Words.about(message, answer.scope()),
              new Exchange(answer.exchange().status(), null),
              Mask.of(sending.definition().description(), message).hiding(token)));
    }
    return new Each(recipe.answer().judgeEach(answer, own, host, messages, sending.now()));
  }

  private int attempt() {
    return messages.getFirst().attempt();
  }

  private Mask allHidden() {
    return Mask.of(sending.definition().description(), messages.getFirst())
        .hiding(token)
        .alsoOf(messages);
  }

  private static Sending.Try<BatchResult> whole(SendResult refused) {
    return new Sending.Try<>(new Whole((NotAccepted) refused), false);
  }
}
