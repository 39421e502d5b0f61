package dev.herald.server.node;

import dev.herald.channel.Channel;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which channels a node's messages take. */
public sealed interface ChannelPlan {
  Channel FEED = new Channel("feed");

  List<Step> steps();

  /** Each once. */
  default List<Channel> channels() {
    return steps().stream().map(Step::channel).distinct().toList();
  }

  /**
   * A channel of a plan.
   *
   * @param feed the one that messages go to, whoever they are for; null: each goes to an address of
   *     its recipient
   */
  record Step(Channel channel, @Nullable String feed) {
    static Step to(Channel channel) {
      return new Step(channel, null);
    }

    /** As it is written in a plan. */
    String written() {
      return feed == null ? channel.name() : channel.name() + ":" + feed;
    }
  }

  /** One message by each channel that the recipient has an address for. */
  record Every(List<Step> steps) implements ChannelPlan {
    public Every {
      steps = checked(steps);
    }
  }

  /** One message by the first channel; when it fails for good, the next one is tried. */
  record Fallback(List<Step> steps) implements ChannelPlan {
    public Fallback {
      steps = checked(steps);
    }
  }

  /**
   * When a plan that falls back goes on although no channel failed.
   *
   * @param after so long after a message was to go, unless something was told of it
   * @param unless what
   */
  record Escalation(Duration after, Unless unless) {
    /** What ends it in time. */
    public enum Unless {
      DELIVERED,
      READ
    }
  }

  private static List<Step> checked(List<Step> steps) {
    if (steps.isEmpty() || steps.stream().distinct().count() != steps.size()) {
      throw new IllegalArgumentException("a channel plan names at least one channel, each once");
    }
    return List.copyOf(steps);
  }
}
