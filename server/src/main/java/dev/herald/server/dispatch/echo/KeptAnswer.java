package dev.herald.server.dispatch.echo;

import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.CallReason.TokenRefused;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Exchange;
import dev.herald.channel.Reason;
import dev.herald.channel.SendResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the trace may keep of what a provider said. Traces are not sealed, and are shown to whoever
 * may see the message: what it says must not come back in them.
 *
 * <p>Who answers at a URL can be anybody, and can write down what it was sent in any form. Of such
 * an answer only its length is kept. From the answers of all other providers the parts of the
 * content and the values of the variables are taken out.
 */
public final class KeptAnswer {
  private final Destination.Kind kind;
  private final Echo echo;

  private KeptAnswer(Destination.Kind kind, Echo echo) {
    this.kind = kind;
    this.echo = echo;
  }

  /**
   * @param content what was sent; null when a provider is asked about it later
   * @param variables of the message
   */
  public static KeptAnswer to(
      Destination destination, @Nullable Content content, JsonNode variables) {
    return new KeptAnswer(
        destination.kind(), Echo.of(content == null ? List.of() : content.texts(), variables));
  }

  public SendResult of(SendResult result) {
    Exchange said = result.exchange();
    Exchange kept = new Exchange(said.status(), answer(said.answer()), id(said.providerId()));
    return switch (result) {
      case SendResult.Accepted _ -> new SendResult.Accepted(kept);
      case SendResult.Throttled(var fault, var after, Reason reason, Exchange _) ->
          new SendResult.Throttled(fault, after, reason(reason, said), kept);
      case SendResult.Retryable(var fault, Reason reason, var after, Exchange _) ->
          new SendResult.Retryable(fault, reason(reason, said), after, kept);
      case SendResult.Rejected(var fault, var rejection, Reason reason, Exchange _) ->
          new SendResult.Rejected(fault, rejection, reason(reason, said), kept);
      case SendResult.Unknown(var fault, Reason reason, var policy, Exchange _) ->
          new SendResult.Unknown(fault, withoutEcho(reason), policy, kept);
    };
  }

  private @Nullable String answer(@Nullable String answer) {
    if (answer == null) {
      return null;
    }
    return isAnybodys()
        ? "(%,d characters, not kept: they could repeat the message)".formatted(answer.length())
        : echo.removedFrom(answer);
  }

  /** What is made of an answer's words is as untold as they are. */
  private Reason reason(Reason reason, Exchange said) {
    return switch (reason) {
      case ProviderSaid words when isAnybodys() && said.answer() != null ->
          new ProviderSaid(words.kind(), "HTTP " + said.status());
      case TokenRefused(Reason why) -> new TokenRefused(reason(why, said));
      default -> withoutEcho(reason);
    };
  }

  private Reason withoutEcho(Reason reason) {
    return switch (reason) {
      case ProviderSaid(var saidAs, var connector, var code, var text) ->
          new ProviderSaid(saidAs, connector, without(code), without(text));
      case TokenRefused(Reason why) -> new TokenRefused(withoutEcho(why));
      default -> reason;
    };
  }

  private @Nullable String without(@Nullable String text) {
    return text == null ? null : echo.removedFrom(text);
  }

  /** Later questions need it as it is, so one of a provider's own is left alone. */
  private @Nullable String id(@Nullable String id) {
    return id != null && isAnybodys() && !echo.removedFrom(id).equals(id) ? null : id;
  }

  private boolean isAnybodys() {
    return kind == Destination.Kind.URL;
  }
}
