package dev.herald.server.message;

import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.CallReason.ProviderSaid.Kind;
import dev.herald.channel.Reason;
import dev.herald.server.reason.Advice;
import dev.herald.server.reason.StoredReason;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.task.TraceEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says what can be done about a message that stands as it does. */
final class Advices {
  /** What a provider's last word asks for, by the channel of the message. */
  private static final Map<String, Function<String, Advice>> MENDS =
      Map.of(
          ProviderSaid.code(Kind.REFUSED_ADDRESS), Advice.SameWouldFail::new,
          ProviderSaid.code(Kind.REPORTED_UNDELIVERED), Advice.SameWouldFail::new,
          ProviderSaid.code(Kind.REFUSED_TEMPLATE), _ -> new Advice.FixTemplate(),
          ProviderSaid.code(Kind.REFUSED_CONTENT), _ -> new Advice.FixContent(),
          ProviderSaid.code(Kind.REFUSED_ACCOUNT), _ -> new Advice.FixSource(),
          ProviderSaid.code(Kind.QUOTA_USED_UP), _ -> new Advice.FixSource());

  private Advices() {}

  static List<Advice> of(MessageRecord message) {
    String channel = message.message().context().route().channel().name();
    return switch (message.state()) {
      case PENDING -> message.waitsFor() == null ? List.of() : List.of(new Advice.GoesOnByItself());
      case SENT -> List.of(new Advice.AwaitsReceipt());
      case UNKNOWN -> List.of(new Advice.AsksProvider());
      case UNDELIVERED -> List.of(new Advice.SameWouldFail(channel));
      case FAILED -> afterFailure(message.latest(), channel).map(List::of).orElse(List.of());
      case SENDING, DELIVERED, EXPIRED, CANCELLED, RECALLED, SUPPRESSED -> List.of();
    };
  }

  private static Optional<Advice> afterFailure(@Nullable TraceEvent latest, String channel) {
    if (latest == null) {
      return Optional.empty();
    }
    StoredReason why = StoredReason.of(latest.reason());
    return find(why, "GOES_ON_BY")
        .flatMap(reason -> text(reason, "channel"))
        .<Advice>map(Advice.WentOnBy::new)
        .or(() ->
            MENDS.entrySet().stream()
                .filter(mend -> find(why, mend.getKey()).isPresent())
                .findFirst()
                .map(mend -> mend.getValue().apply(channel)));
  }

  /** A reason with this code: it, or one that it follows from. */
  private static Optional<Reason> find(Reason reason, String code) {
    if (reason.code().equals(code)) {
      return Optional.of(reason);
    }
    return reason.parameters().get("why") instanceof Reason why
        ? find(why, code)
        : Optional.empty();
  }

  private static Optional<String> text(Reason reason, String parameter) {
    return reason.parameters().get(parameter) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }
}
