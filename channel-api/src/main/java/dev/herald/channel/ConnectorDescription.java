package dev.herald.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator and the dispatcher need to know about a connector.
 *
 * @param name unique, for example {@code dingtalk-robot}
 * @param label by language tag ({@code en}, {@code zh})
 * @param destination the kind of address it needs
 * @param contents the kinds of content that it can send
 * @param fields the settings of a source, in the order to ask for them
 * @param caps the provider's documented rate caps for one source
 * @param ambiguity what follows when an outcome is unknown
 * @param traceable whether {@link MessageSender#trace} can ask the provider
 * @param limits the provider's length limits for the parts of a message
 * @param idempotency the part of the request by which the provider drops a repeat; null when it
 *     does not deduplicate
 * @param reasons the provider's codes in words: by code, then by language tag; {@code cause} beside
 *     them is a {@link ProviderCause}'s word
 * @param batch how many messages one call takes; null: one
 * @param recall whether {@link MessageSender#recall} can take a message back; null: it can't
 */
public record ConnectorDescription(
    String name,
    Channel channel,
    Map<String, String> label,
    Destination.Kind destination,
    Set<Class<? extends Content>> contents,
    List<SourceField> fields,
    List<RateCap> caps,
    AmbiguityPolicy ambiguity,
    boolean traceable,
    List<LengthLimit> limits,
    @Nullable String idempotency,
    Map<String, Map<String, String>> reasons,
    @Nullable BatchLimit batch,
    @Nullable RecallLimit recall) {

  /** Without length limits, deduplication, or texts for the provider's codes. */
  public ConnectorDescription(
      String name,
      Channel channel,
      Map<String, String> label,
      Destination.Kind destination,
      Set<Class<? extends Content>> contents,
      List<SourceField> fields,
      List<RateCap> caps,
      AmbiguityPolicy ambiguity,
      boolean traceable) {
    this(
        name,
        channel,
        label,
        destination,
        contents,
        fields,
        caps,
        ambiguity,
        traceable,
        List.of(),
        null,
        Map.of(),
        null,
        null);
  }

  public ConnectorDescription {
    label = Map.copyOf(label);
    contents = Set.copyOf(contents);
    fields = List.copyOf(fields);
    caps = List.copyOf(caps);
    limits = List.copyOf(limits);
    reasons = Map.copyOf(reasons);
  }

  /** Why the provider would refuse a content by its length; empty when it would not. */
  public Optional<CallReason.PartTooLong> tooLong(Content content) {
    if (limits.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> parts = content.parts();
    return limits.stream()
        .filter(limit -> parts.containsKey(limit.part()))
        .filter(limit -> !limit.allows(parts.getOrDefault(limit.part(), "")))
        .map(limit -> limit.refusal(parts.getOrDefault(limit.part(), "")))
        .findFirst();
  }

  /** Whether it can send a message of this kind. */
  public boolean takes(Destination.Kind kind, Class<? extends Content> content) {
    return destination == kind && contents.contains(content);
  }

  /**
   * One setting of a source.
   *
   * @param label what people call it, by language tag; empty: by its name
   * @param pattern a regular expression that the whole value must match, of ECMA-262 without
   *     look-around and back-references
   * @param fallback used when the source leaves the field out
   * @param help by language tag
   * @param target whether it determines where requests go; a stored secret is sent nowhere else
   */
  public record SourceField(
      String name,
      Map<String, String> label,
      boolean secret,
      boolean required,
      @Nullable String pattern,
      @Nullable String fallback,
      Map<String, String> help,
      boolean target) {
    public SourceField {
      label = Map.copyOf(label);
      help = Map.copyOf(help);
    }

    /** With an unknown effect: any setting except a secret could be a target. */
    public SourceField(
        String name,
        boolean secret,
        boolean required,
        @Nullable String pattern,
        @Nullable String fallback,
        Map<String, String> help) {
      this(name, Map.of(), secret, required, pattern, fallback, help, !secret);
    }
  }

  /**
   * That a provider takes several messages in one call.
   *
   * @param most messages of one call, at least 2
   * @param ambiguity what follows when the outcome of such a call is unknown; null: the same as for
   *     a message that goes alone
   */
  public record BatchLimit(int most, @Nullable AmbiguityPolicy ambiguity) {
    public BatchLimit {
      if (most < 2) {
        throw new IllegalArgumentException("a batch is of two messages at least");
      }
    }
  }

  /**
   * That a provider takes messages back.
   *
   * @param within so long after it was sent; null: nobody says how long
   */
  public record RecallLimit(@Nullable Duration within) {

    /** Whether the provider would refuse, since too much time has passed. */
    public boolean isOver(Instant sentAt, Instant now) {
      return within != null && now.isAfter(sentAt.plus(within));
    }
  }

  /**
   * What a provider's code comes to, where the class of the answer does not tell: the word {@code
   * cause} beside the code's meaning in a definition.
   */
  public enum ProviderCause {
    /** There is no such address. */
    WRONG_ADDRESS,
    /** The address is on a list of the provider or the carrier. */
    BLACKLISTED,
    /** Its owner told the provider to be sent nothing more. */
    OPTED_OUT,
    /** The address has had as much as a day allows. */
    DAILY_CAP,
    /** The address has had too much within minutes or hours. */
    FREQUENCY_CAP,
    /** The phone was off, or out of reach. */
    UNREACHABLE,
    /** This kind of content goes at certain hours only. */
    QUIET_HOURS,
    /** The signature or sender's name is not approved. */
    SIGNATURE,
    /** The content is too long. */
    TOO_LONG;

    /** As definitions write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static List<String> words() {
      return Arrays.stream(values()).map(ProviderCause::word).toList();
    }

    /** Empty for a word that no cause has. */
    public static Optional<ProviderCause> of(String word) {
      return Arrays.stream(values()).filter(cause -> cause.word().equals(word)).findFirst();
    }
  }
}
