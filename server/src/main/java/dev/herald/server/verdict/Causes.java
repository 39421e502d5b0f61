package dev.herald.server.verdict;

import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.CallReason.ProviderSaid.Kind;
import dev.herald.channel.ConnectorDescription.ProviderCause;
import dev.herald.channel.Reason;
import dev.herald.server.reason.Standing;
import dev.herald.server.reason.StoredReason;
import dev.herald.server.reason.Wording;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.task.DigestSlot;
import dev.herald.server.task.EscalationStep;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.TraceEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the cause of where one message stands. */
record Causes(MessageRecord message, Standing standing, Wording.Meanings meanings) {
  private static final Set<String> OF_PROVIDERS =
      Arrays.stream(Kind.values()).map(ProviderSaid::code).collect(Collectors.toUnmodifiableSet());

  /** What is wrong with a source's settings or its token, so that no call is made. */
  private static final Set<String> OF_SOURCES =
      Set.of(
          "SETTING_MISSING",
          "SETTING_UNUSABLE",
          "SIGNING_SECRET_INVALID",
          "SIGNING_KEY_INVALID",
          "SENDER_ADDRESS_INVALID",
          "TOKEN_REFUSED",
          "TOKEN_ABSENT");

  private static final Set<String> OF_NETWORK =
      Set.of("CONNECTION_FAILED", "CONNECTIONS_BUSY", "TOKEN_NOT_FETCHED", "TOKEN_FETCH_FAILED");

  private static final Set<String> OF_ADDRESSES =
      Set.of(
          "DESTINATION_ADDRESS_INVALID",
          "DESTINATION_NOT_TAKEN",
          "ADDRESS_HOST_INVALID",
          "ADDRESS_INVALID",
          "PRIVATE_TARGET");

  Cause cause() {
    TraceEvent latest = message.latest();
    return latest != null && latest.reason().code().equals("ESCALATED")
        ? escalated(StoredReason.of(latest.reason()))
        : ofStanding();
  }

  private Cause escalated(StoredReason why) {
    return message.state() == MessageState.DELIVERED
        ? ofStanding()
        : new Cause.WentOnWithoutNews(
            text(why, "channel"), text(why, "after"), text(why, "unless"));
  }

  private Cause ofStanding() {
    return switch (standing) {
      case Standing.IsScheduled(Instant dueAt) -> scheduled(dueAt);
      case Standing.IsWaiting _ -> new Cause.AboutToGo();
      case Standing.WaitsForTurn turn ->
          new Cause.BehindOthers(turn.channel(), turn.ahead(), turn.more());
      case Standing.WaitsForTurnSince(_, Reason why) -> held(StoredReason.of(why));
      case Standing.WaitsUntil(_, Reason why) -> held(StoredReason.of(why));
      case Standing.WillRetry(Instant dueAt, _, Reason why) -> retried(StoredReason.of(why), dueAt);
      case Standing.IsSending _ -> new Cause.BeingSent();
      case Standing.IsSent(_, String source) -> sent(source);
      case Standing.IsDelivered(Instant at) -> delivered(at);
      case Standing.IsUndelivered(Reason why) -> of(StoredReason.of(why), null);
      case Standing.HasFailed(Reason why) -> failed(StoredReason.of(why));
      case Standing.HasExpired(Reason why) -> expired(StoredReason.of(why));
      case Standing.WasCancelled _ -> new Cause.CalledOff(by());
      case Standing.WasRecalled _ -> new Cause.TakenBack(by());
      case Standing.IsInDigest(String digest) -> new Cause.InDigest(digest);
      case Standing.IsSuppressed(Reason why) -> suppressed(StoredReason.of(why));
      case Standing.IsUnknown(Reason why) -> new Cause.OutcomeOpen(root(StoredReason.of(why)));
    };
  }

  private @Nullable String by() {
    return message.latest() == null ? null : message.latest().actor();
  }

  // --- what waits ---

  private Cause scheduled(Instant dueAt) {
    DigestSlot digest = message.message().context().digest();
    return digest == null ? new Cause.NotItsTime(dueAt) : new Cause.WaitsForDigest(digest.at());
  }

  private Cause held(StoredReason why) {
    return switch (why.code()) {
      case "CAP_REACHED" ->
          new Cause.CapFull(
              text(why, "source"), texts(why, "caps"), time(why.parameters().get("until")));
      case "SOURCE_BUSY" -> new Cause.SourceFull(text(why, "source"));
      case "SOURCE_FAILS" -> new Cause.BreakerOpen(text(why, "source"));
      case "SOURCE_CLOSED" -> new Cause.ProviderClosed(text(why, "source"));
      case "DESTINATION_BUSY", "DESTINATION_CLOSED" -> new Cause.ReceiverBusy(text(why, "source"));
      case "SOURCES_PAUSED" ->
          new Cause.HeldBySources(
              texts(why, "sources"),
              some(why, "by"),
              time(why.parameters().get("since")),
              some(why, "reason"));
      case "HELD_FOR_DIGEST" ->
          new Cause.WaitsForDigest(
              Objects.requireNonNullElse(time(why.parameters().get("at")), Instant.EPOCH));
      case "QUIET_HOURS_HELD" ->
          new Cause.HeldInQuietHours(
              text(why, "from"),
              text(why, "to"),
              text(why, "zone"),
              time(why.parameters().get("until")));
      case "PAUSED" ->
          new Cause.HeldByPause(
              text(why, "kind"),
              text(why, "key"),
              text(why, "by"),
              time(why.parameters().get("since")),
              some(why, "reason"));
      case "HELD_FOR_SURGE" ->
          new Cause.HeldBySurge(
              text(why, "key"), number(why, "count"), number(why, "usual"), number(why, "minutes"));
      default -> retried(why, message.dueAt());
    };
  }

  private Cause retried(StoredReason why, @Nullable Instant until) {
    Cause cause = of(why, until);
    return switch (cause) {
      case Cause.OtherReason(Reason other) -> new Cause.TriesAgain(other, until);
      default -> cause;
    };
  }

  // --- what went out ---

  private Cause sent(@Nullable String source) {
    String channel = message.message().context().route().channel().name();
    return channel.equals("feed")
        ? new Cause.NotFetched(message.message().context().route().destination().address())
        : new Cause.TakenUnreported(source);
  }

  private Cause delivered(@Nullable Instant at) {
    TraceEvent latest = message.latest();
    boolean read = latest != null && EscalationStep.READ.contains(latest.reason().code());
    return read ? new Cause.ArrivedAndRead(at) : new Cause.ArrivedUnread(at);
  }

  // --- what ended ---

  private Cause failed(StoredReason why) {
    return find(why, "GOES_ON_BY")
        .<Cause>map(on -> new Cause.ContinuedBy(text(on, "channel"), root(on)))
        .orElseGet(() -> of(why, null));
  }

  private Cause expired(StoredReason why) {
    Instant expiresAt =
        find(why, "EXPIRED")
            .or(() -> find(why, "FEED_EXPIRED"))
            .map(each -> time(each.parameters().get("expiresAt")))
            .orElse(null);
    return new Cause.ExpiredUnsent(expiresAt, lastTrouble(why));
  }

  /** What held it back: told with its end, or the step before. */
  private @Nullable Reason lastTrouble(StoredReason why) {
    if (why.parameters().get("before") instanceof Reason before) {
      return before;
    }
    List<TraceEvent> events = message.events();
    return events.size() < 2 ? null : events.get(events.size() - 2).reason();
  }

  private static Cause suppressed(StoredReason why) {
    StoredReason root = root(why);
    if (root.code().equals("ADDRESS_UNLISTED")) {
      return new Cause.NotOnGuestList();
    }
    Instant since = time(root.parameters().get("since"));
    return switch (root.code()) {
      case "OPTED_OUT" -> new Cause.NotWanted(some(root, "topic"), some(root, "channel"), since);
      case "FREQUENCY_CAPPED" ->
          new Cause.FrequencyCapReached(
              text(root, "topic"), number(root, "most"), text(root, "day"));
      case "DROPPED_IN_QUIET_HOURS" ->
          new Cause.CameInQuietHours(text(root, "from"), text(root, "to"), text(root, "zone"));
      default -> listed(root, since);
    };
  }

  /** On the suppression list. */
  private static Cause listed(StoredReason root, @Nullable Instant since) {
    return switch (text(root, "cause")) {
      case "BOUNCED" -> new Cause.AddressBounced(since);
      case "DEAD" -> new Cause.DeviceGone(since);
      case "COMPLAINED" -> new Cause.PersonComplained(since);
      case "STOPPED" -> new Cause.PersonOptedOut(since);
      case "ADDED" -> new Cause.ListedByHand(since);
      default -> new Cause.OtherReason(root);
    };
  }

  // --- what an answer, or what kept a call from being made, comes to ---

  private Cause of(StoredReason why, @Nullable Instant until) {
    StoredReason root = root(why);
    String code = root.code();
    if (find(why, "TEMPLATE_UNRENDERABLE").isPresent()) {
      return new Cause.NotRendered(root);
    }
    if (OF_PROVIDERS.contains(code)) {
      return ofProvider(root, until);
    }
    if (OF_SOURCES.contains(code)) {
      return new Cause.CredentialsWrong(root);
    }
    if (OF_NETWORK.contains(code)) {
      return new Cause.ProviderAway(root);
    }
    if (OF_ADDRESSES.contains(code)) {
      return new Cause.AddressWrong(root);
    }
    return switch (code) {
      case "PART_TOO_LONG" -> new Cause.ContentTooLong(root);
      case "NO_ANSWER_IN_TIME" -> new Cause.ProviderSlow(root);
      case "NO_SOURCE", "NO_FITTING_SOURCE", "CONNECTOR_MISSING", "CONTENT_NOT_TAKEN" ->
          new Cause.NoSourceFits(root);
      case "ERROR_INSIDE", "CONNECTOR_FAILED", "EXPRESSION_FAILED" -> new Cause.ErrorOfHerald(root);
      case "DOES_NOT_OPEN" -> new Cause.SealBroken();
      default -> new Cause.OtherReason(root);
    };
  }

  private Cause ofProvider(StoredReason said, @Nullable Instant until) {
    return meant(said)
        .map(meant -> ofProvider(meant, said, until))
        .orElseGet(() -> ofKind(said, until));
  }

  private Optional<ProviderCause> meant(StoredReason said) {
    return said.parameters().get("connector") instanceof String connector
            && said.parameters().get("code") instanceof String code
        ? Optional.ofNullable(meanings.of(connector, code).get("cause")).flatMap(ProviderCause::of)
        : Optional.empty();
  }

  private static Cause ofProvider(ProviderCause meant, StoredReason said, @Nullable Instant until) {
    return switch (meant) {
      case WRONG_ADDRESS -> new Cause.AddressWrong(said);
      case BLACKLISTED -> new Cause.AddressBlacklisted(said);
      case OPTED_OUT -> new Cause.OptedOutThere(said);
      case DAILY_CAP -> new Cause.DailyCapReached(said, until);
      case FREQUENCY_CAP -> new Cause.TooFrequent(said, until);
      case UNREACHABLE -> new Cause.PhoneUnreachable(said);
      case QUIET_HOURS -> new Cause.QuietHoursThere(said, until);
      case SIGNATURE -> new Cause.SignatureRefused(said);
      case TOO_LONG -> new Cause.ContentTooLong(said);
    };
  }

  private static Cause ofKind(StoredReason said, @Nullable Instant until) {
    Map<String, Function<Reason, Cause>> byKind =
        Map.of(
            ProviderSaid.code(Kind.REFUSED_ADDRESS), Cause.AddressWrong::new,
            ProviderSaid.code(Kind.REFUSED_CONTENT), Cause.ContentRefused::new,
            ProviderSaid.code(Kind.REFUSED_TEMPLATE), Cause.TemplateRefused::new,
            ProviderSaid.code(Kind.REFUSED_ACCOUNT), Cause.CredentialsWrong::new,
            ProviderSaid.code(Kind.QUOTA_USED_UP), Cause.BalanceUsedUp::new,
            ProviderSaid.code(Kind.THROTTLED), why -> new Cause.CallThrottled(why, until),
            ProviderSaid.code(Kind.FAILED), Cause.ProviderAway::new,
            ProviderSaid.code(Kind.LEFT_UNKNOWN), Cause.OutcomeOpen::new,
            ProviderSaid.code(Kind.REPORTED_UNDELIVERED), Cause.CarrierRefused::new);
    return byKind.getOrDefault(said.code(), Cause.OtherReason::new).apply(said);
  }

  // --- what reasons hold ---

  /** What all others follow from. */
  private static StoredReason root(StoredReason reason) {
    StoredReason root = reason;
    while (root.parameters().get("why") instanceof Reason why) {
      root = StoredReason.of(why);
    }
    return root;
  }

  /** A reason with this code: it, or one that it follows from. */
  private static Optional<StoredReason> find(StoredReason reason, String code) {
    if (reason.code().equals(code)) {
      return Optional.of(reason);
    }
    return reason.parameters().get("why") instanceof Reason why
        ? find(StoredReason.of(why), code)
        : Optional.empty();
  }

  private static String text(StoredReason reason, String parameter) {
    return reason.parameters().get(parameter) instanceof String text ? text : "";
  }

  private static @Nullable String some(StoredReason reason, String parameter) {
    String text = text(reason, parameter);
    return text.isEmpty() ? null : text;
  }

  private static int number(StoredReason reason, String parameter) {
    return reason.parameters().get(parameter) instanceof Number number ? number.intValue() : 0;
  }

  private static List<String> texts(StoredReason reason, String parameter) {
    return reason.parameters().get(parameter) instanceof List<?> many
        ? many.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static @Nullable Instant time(@Nullable Object value) {
    return value instanceof String text ? Instant.parse(text) : null;
  }
}
