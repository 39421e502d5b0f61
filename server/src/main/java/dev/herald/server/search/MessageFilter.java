package dev.herald.server.search;

import dev.herald.server.task.MessageState;
import dev.herald.server.task.SendLimit;
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
    Set<MessageState> states,
    Course course,
    Span span) {
  public MessageFilter {
    states = Set.copyOf(states);
  }

  public MessageFilter(
      Whose whose,
      Sought sought,
      @Nullable String channel,
      @Nullable String lane,
      Set<MessageState> states,
      Span span) {
    this(whose, sought, channel, lane, states, Course.ANY, span);
  }

  /**
   * Whose messages; one of each.
   *
   * @param limit those of keys with this limit alone; null: any
   */
  public record Whose(
      Set<UUID> applicationIds,
      Set<UUID> nodeIds,
      Set<UUID> tenantIds,
      SendLimit.@Nullable Kind limit) {
    public static final Whose ANY = new Whose(Set.of(), Set.of(), Set.of());

    public Whose {
      applicationIds = Set.copyOf(applicationIds);
      nodeIds = Set.copyOf(nodeIds);
      tenantIds = Set.copyOf(tenantIds);
    }

    public Whose(Set<UUID> applicationIds, Set<UUID> nodeIds, Set<UUID> tenantIds) {
      this(applicationIds, nodeIds, tenantIds, null);
    }
  }

  /**
   * What somebody knows of a message; one of each.
   *
   * @param destinations full addresses, normalised
   * @param variables values of variables that are searchable
   * @param references callers' own
   */
  public record Sought(
      Set<UUID> recipientIds,
      Set<String> destinations,
      Set<String> variables,
      Set<String> references) {
    public static final Sought NOTHING = new Sought(Set.of(), Set.of(), Set.of(), Set.of());

    public Sought {
      recipientIds = Set.copyOf(recipientIds);
      destinations = Set.copyOf(destinations);
      variables = Set.copyOf(variables);
      references = Set.copyOf(references);
    }

    public Sought(Set<UUID> recipientIds, Set<String> destinations, Set<String> variables) {
      this(recipientIds, destinations, variables, Set.of());
    }

    /** By a caller's own reference alone. */
    public static Sought reference(String reference) {
      return new Sought(Set.of(), Set.of(), Set.of(), Set.of(reference));
    }

    /** Neither addresses, variables nor references. */
    @Override
    public String toString() {
      return "sought";
    }
  }

  /**
   * How it went.
   *
   * @param sourceIds that one of them was called for it
   * @param reason the code of why it is where it is, or of what is behind that
   * @param requestedBy who handed it in
   */
  public record Course(Set<UUID> sourceIds, @Nullable String reason, @Nullable String requestedBy) {
    public static final Course ANY = new Course(Set.of(), null, null);

    public Course {
      sourceIds = Set.copyOf(sourceIds);
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

  /**
   * @param some any of them; empty: any state
   */
  public MessageFilter in(Set<MessageState> some) {
    return new MessageFilter(whose, sought, channel, lane, some, course, span);
  }

  /** Older than a message. */
  public MessageFilter before(@Nullable UUID id) {
    return new MessageFilter(
        whose, sought, channel, lane, states, course, new Span(span.from, span.to, id));
  }

  public MessageFilter seeking(Sought other) {
    return new MessageFilter(whose, other, channel, lane, states, course, span);
  }
}
