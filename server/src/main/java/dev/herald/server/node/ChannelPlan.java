package dev.herald.server.node;

import dev.herald.channel.Channel;
import java.util.List;

/** Which channels a node's messages take. */
public sealed interface ChannelPlan {
  List<Channel> channels();

  /** One message by each channel that the recipient has an address for. */
  record Every(List<Channel> channels) implements ChannelPlan {
    public Every {
      channels = checked(channels);
    }
  }

  /** One message by the first channel; when it fails for good, the next one is tried. */
  record Fallback(List<Channel> channels) implements ChannelPlan {
    public Fallback {
      channels = checked(channels);
    }
  }

  private static List<Channel> checked(List<Channel> channels) {
    if (channels.isEmpty() || channels.stream().distinct().count() != channels.size()) {
      throw new IllegalArgumentException("a channel plan names at least one channel, each once");
    }
    return List.copyOf(channels);
  }
}
