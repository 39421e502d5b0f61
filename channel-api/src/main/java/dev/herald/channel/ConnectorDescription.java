package dev.herald.channel;

import java.util.List;
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
 * @param reasons the provider's codes in words: by code, then by language tag
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
    Map<String, Map<String, String>> reasons) {

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
        Map.of());
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
   * @param pattern a regular expression that the whole value must match, of ECMA-262 without
   *     look-around and back-references
   * @param fallback used when the source leaves the field out
   * @param help by language tag
   * @param target whether it determines where requests go; a stored secret is sent nowhere else
   */
  public record SourceField(
      String name,
      boolean secret,
      boolean required,
      @Nullable String pattern,
      @Nullable String fallback,
      Map<String, String> help,
      boolean target) {
    public SourceField {
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
      this(name, secret, required, pattern, fallback, help, !secret);
    }
  }
}
