package dev.herald.server.search;

import dev.herald.server.task.MessageState;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which messages to look for; null and empty: any. */
public record MessageFilter(
    Whose whose,
    Sought sought,
    @Nullable String channel,
    @Nullable String lane,
    @Nullable MessageState state,
    Span span) {

  /** Whose messages; one of each. */
  public record Whose(Set<UUID> applicationIds, Set<UUID> nodeIds, Set<UUID> tenantIds) {
    public static final Whose ANY = new Whose(Set.of(), Set.of(), Set.of());

    public Whose {
      applicationIds = Set.copyOf(applicationIds);
      nodeIds = Set.copyOf(nodeIds);
      tenantIds = Set.copyOf(tenantIds);
    }
  }

  /**
   * What somebody knows of a message; one of each.
   *
   * @param destinations full addresses, normalised
   * @param variables values of variables that are searchable
   */
  public record Sought(Set<UUID> recipientIds, Set<String> destinations, Set<String> variables) {
    public static final Sought NOTHING = new Sought(Set.of(), Set.of(), Set.of());

    public Sought {
      recipientIds = Set.copyOf(recipientIds);
      destinations = Set.copyOf(destinations);
      variables = Set.copyOf(variables);
    }

    /** Neither addresses nor variables. */
    @Override
    public String toString() {
      return "sought";
    }
  }

  /**
   * @param from accepted at or after
   * @param to accepted before
   * @param before the id that the last page ended with
   */
  public record Span(@Nullable Instant from, @Nullable Instant to, @Nullable UUID before) {
    public static final Span EVER = new Span(null, null, null);
  }

  public MessageFilter in(@Nullable MessageState one) {
    return new MessageFilter(whose, sought, channel, lane, one, span);
  }

  /** Older than a message. */
  public MessageFilter before(@Nullable UUID id) {
    return new MessageFilter(whose, sought, channel, lane, state, new Span(span.from, span.to, id));
  }

  public MessageFilter seeking(Sought other) {
    return new MessageFilter(whose, other, channel, lane, state, span);
  }
}
