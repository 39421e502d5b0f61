package dev.herald.channels;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Channel;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.RecallLimit;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the connectors are whose destinations are in Herald itself. The server has them, beside
 * those that {@link Connectors} finds; each drops a repeat by the message's id.
 */
public final class OwnConnectors {
  public static final ConnectorDescription FEED =
      description(
          "feed",
          Map.of("en", "Feed, to be pulled from", "zh", "拉取队列"),
          Destination.Kind.FEED,
          Set.of(
              Content.Payload.class,
              Content.Text.class,
              Content.Markdown.class,
              Content.Link.class,
              Content.Email.class),
          null);

  public static final ConnectorDescription INBOX =
      description(
          "inbox",
          Map.of("en", "Inbox in your own pages", "zh", "站内信"),
          Destination.Kind.USER,
          Set.of(Content.Text.class, Content.Markdown.class, Content.Link.class),
          new RecallLimit(null));

  private OwnConnectors() {}

  public static List<ConnectorDescription> all() {
    return List.of(FEED, INBOX);
  }

  private static ConnectorDescription description(
      String name,
      Map<String, String> label,
      Destination.Kind destination,
      Set<Class<? extends Content>> contents,
      @Nullable RecallLimit recall) {
    return new ConnectorDescription(
        name,
        new Channel(name),
        label,
        destination,
        contents,
        List.of(),
        List.of(),
        AmbiguityPolicy.RESEND,
        false,
        List.of(),
        "id",
        Map.of(),
        null,
        recall);
  }
}
