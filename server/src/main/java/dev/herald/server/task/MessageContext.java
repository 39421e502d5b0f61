package dev.herald.server.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a message was made of when it was accepted. Sealed at rest, because it holds personal data.
 *
 * @param route where it goes; {@code leg} in what was sealed
 * @param fallback the ways left when this one fails for good, in order
 * @param recipient the recipient's code, if the caller named one
 * @param searchable values of variables that the message can be found by; null: none
 * @param marks what its caller knows it by; null: nothing
 * @param limit whom it may reach; null: everybody
 * @param digest into which it goes; null: it goes alone
 * @param escalation when the first of {@code fallback} is used, too; null: once this way fails
 * @param files that go with it by email; null: none
 */
public record MessageContext(
    @JsonProperty("leg") Route route,
    List<Route> fallback,
    ObjectNode data,
    Locale locale,
    ZoneId zone,
    @Nullable String recipient,
    @Nullable List<String> searchable,
    @Nullable CallerMarks marks,
    @Nullable SendLimit limit,
    @Nullable DigestSlot digest,
    @Nullable Escalation escalation,
    @Nullable List<AttachedFile> files) {
  public MessageContext {
    fallback = List.copyOf(fallback);
    searchable = searchable == null || searchable.isEmpty() ? null : List.copyOf(searchable);
    files = files == null || files.isEmpty() ? null : List.copyOf(files);
  }

  /** Of one that goes alone. */
  public MessageContext(
      Route leg,
      List<Route> fallback,
      ObjectNode data,
      Locale locale,
      ZoneId zone,
      @Nullable String recipient,
      @Nullable List<String> searchable,
      @Nullable CallerMarks marks,
      @Nullable SendLimit limit) {
    this(leg, fallback, data, locale, zone, recipient, searchable, marks, limit, null, null, null);
  }

  /** Of a caller without marks, limits and files. */
  public MessageContext(
      Route leg,
      List<Route> fallback,
      ObjectNode data,
      Locale locale,
      ZoneId zone,
      @Nullable String recipient,
      @Nullable List<String> searchable) {
    this(leg, fallback, data, locale, zone, recipient, searchable, null, null);
  }

  private static final UUID NO_VERSION = new UUID(0, 0);
  private static final UUID ERASED = new UUID(0, 1);

  /** Of a message whose sealed context does not open: nothing is known but its channel. */
  public static MessageContext unopened(Channel channel) {
    return of(channel, NO_VERSION);
  }

  /** Of a message whose person was erased. */
  public static MessageContext erased(Channel channel) {
    return of(channel, ERASED);
  }

  private static MessageContext of(Channel channel, UUID noVersion) {
    return new MessageContext(
        new Route(channel, Destination.NONE, noVersion),
        List.of(),
        JsonNodeFactory.instance.objectNode(),
        Locale.ROOT,
        ZoneOffset.UTC,
        null,
        null,
        null,
        null);
  }

  /** Whether nothing of it can be read, and so nothing sent. */
  public boolean doesNotOpen() {
    return wasErased() || route.templateVersionId().equals(NO_VERSION);
  }

  /** Whether it is empty because its person was erased. Named so that it is no part of its JSON. */
  public boolean wasErased() {
    return route.templateVersionId().equals(ERASED);
  }

  /** Whether it goes to the stand-in providers, whatever the server's mode. */
  public boolean goesToStandIns() {
    return limit != null && limit.kind() == SendLimit.Kind.STAND_INS;
  }

  /**
   * Whether it may go to an address.
   *
   * @param address in its common form; empty: only the source knows where it goes
   */
  public boolean mayReach(String address) {
    return limit == null || limit.admits(address);
  }

  /** The caller's own name for it; null: it has none. */
  public @Nullable String reference() {
    return marks == null ? null : marks.reference();
  }

  /** The files that go with it by email. */
  public List<AttachedFile> attached() {
    return files == null ? List.of() : files;
  }

  /** The same message with other variables. */
  public MessageContext with(ObjectNode other) {
    return new MessageContext(
        route,
        fallback,
        other,
        locale,
        zone,
        recipient,
        searchable,
        marks,
        limit,
        digest,
        escalation,
        files);
  }

  /** The same message by the first of its fallback ways. */
  public MessageContext next() {
    return new MessageContext(
        fallback.getFirst(),
        fallback.subList(1, fallback.size()),
        data,
        locale,
        zone,
        recipient,
        searchable,
        marks,
        limit,
        digest,
        escalation,
        files);
  }

  /** The same message by one other way. */
  public MessageContext by(Route other) {
    return new MessageContext(
        other,
        List.of(),
        data,
        locale,
        zone,
        recipient,
        searchable,
        marks,
        limit,
        digest,
        null,
        files);
  }
}
