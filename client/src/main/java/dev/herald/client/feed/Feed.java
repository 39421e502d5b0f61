package dev.herald.client.feed;

import dev.herald.client.HeraldClient;
import dev.herald.client.HeraldException;
import dev.herald.client.RetryPolicy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A feed, with a key that takes messages from it.
 *
 * <pre>{@code
 * Feed feed = Feed.of(herald, "payroll");
 * for (FeedMessage message : feed.pull(20, Duration.ofSeconds(20))) {
 *   book(message.id(), message.json());
 *   feed.ack(message);
 * }
 * }</pre>
 *
 * <p>A message may come again: when it was not acked before its lease ended, or its ack did not
 * arrive. Its id stays the same.
 */
public final class Feed {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private final HeraldClient herald;
  private final String name;

  private Feed(HeraldClient herald, String name) {
    this.herald = herald;
    this.name = name;
  }

  /**
   * @throws IllegalArgumentException when that is no name of a feed
   */
  public static Feed of(HeraldClient herald, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'%s' is no name of a feed".formatted(name));
    }
    return new Feed(herald, name);
  }

  public String name() {
    return name;
  }

  /**
   * Takes messages, and waits for the first of them.
   *
   * @param most 1 to 100
   * @param wait 30 s at most
   * @return none when nothing came
   * @throws HeraldException.Forbidden when the key is not for this feed
   */
  public List<FeedMessage> pull(int most, Duration wait) {
    RetryPolicy usual = RetryPolicy.standard();
    Map<?, ?> answer =
        herald
            .with(
                usual
                    .withAttempt(usual.attempt().plus(wait))
                    .withDeadline(usual.deadline().plus(wait)))
            .call(
                "GET",
                "/v1/feeds/%s/messages?max=%d&wait=%dms".formatted(name, most, wait.toMillis()),
                Map.of());
    return answer.get("messages") instanceof List<?> messages
        ? messages.stream().map(each -> FeedMessage.read((Map<?, ?>) each)).toList()
        : List.of();
  }

  /**
   * The message is done with.
   *
   * @throws HeraldException.Conflict when its lease ended and another consumer has it by now
   */
  public void ack(FeedMessage message) {
    ack(List.of(message));
  }

  /**
   * The messages are done with.
   *
   * @return those that it counts for; the others are another consumer's by now
   * @throws HeraldException.Conflict when it counts for none
   */
  public Set<FeedMessage> ack(Collection<FeedMessage> messages) {
    return tell("ack", messages, Map.of());
  }

  /**
   * The messages are to be handed out again.
   *
   * @param delay before that; zero: at once
   * @return those that it counts for
   * @throws HeraldException.Conflict when it counts for none
   */
  public Set<FeedMessage> nack(Collection<FeedMessage> messages, Duration delay) {
    return tell("nack", messages, Map.of("delay", delay.toMillis() + "ms"));
  }

  /**
   * The messages are kept for longer.
   *
   * @param lease from now on
   * @return those that it counts for
   * @throws HeraldException.Conflict when it counts for none
   */
  public Set<FeedMessage> extend(Collection<FeedMessage> messages, Duration lease) {
    return tell("extend", messages, Map.of("lease", lease.toMillis() + "ms"));
  }

  private Set<FeedMessage> tell(
      String what, Collection<FeedMessage> messages, Map<String, String> more) {
    Map<String, Object> order = new HashMap<>(more);
    order.put("leases", messages.stream().map(each -> each.lease().toString()).toList());
    Map<?, ?> answer = herald.call("POST", "/v1/feeds/%s/%s".formatted(name, what), order);
    Set<UUID> done = new LinkedHashSet<>();
    if (answer.get("done") instanceof List<?> leases) {
      leases.forEach(lease -> done.add(UUID.fromString(String.valueOf(lease))));
    }
    Set<FeedMessage> counted = new LinkedHashSet<>(messages);
    counted.removeIf(message -> !done.contains(message.lease()));
    return counted;
  }

  @Override
  public String toString() {
    return "Feed[" + name + "]";
  }
}
