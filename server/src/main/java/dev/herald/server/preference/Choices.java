package dev.herald.server.preference;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.directory.Addresses;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.reason.Language;
import dev.herald.server.topic.Topic;
import dev.herald.server.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Of what a tenant's people may choose: the topics of nodes that send to them, and by which way.
 */
@Component
class Choices {
  private final Nodes nodes;
  private final Topics topics;

  Choices(Nodes nodes, Topics topics) {
    this.nodes = nodes;
    this.topics = topics;
  }

  /**
   * A topic that a person may choose.
   *
   * @param name for the person
   * @param channels that its nodes send by, in the order of their names
   */
  record Choice(String topic, String name, List<String> channels) {}

  /** Those with a name for people first. Exempt nodes leave nothing to choose. */
  List<Choice> of(UUID tenantId, Language language) {
    Map<String, Topic> named =
        topics.list().stream().collect(Collectors.toMap(Topic::code, Function.identity()));
    Map<String, List<Node>> byTopic =
        nodes.reaching(tenantId).stream()
            .filter(node -> !node.courtesy().exempt())
            .collect(
                Collectors.groupingBy(
                    node -> node.courtesy().topic(), TreeMap::new, Collectors.toList()));
    List<Choice> shared = new ArrayList<>();
    List<Choice> own = new ArrayList<>();
    byTopic.forEach((topic, all) -> {
      List<String> channels = channels(all);
      Topic known = named.get(topic);
      String name = known == null ? all.getFirst().name() : known.in(language);
      if (!channels.isEmpty()) {
        (known == null ? own : shared).add(new Choice(topic, name, channels));
      }
    });
    shared.addAll(own);
    return List.copyOf(shared);
  }

  private static List<String> channels(Collection<Node> nodes) {
    Set<String> channels = new TreeSet<>();
    for (Node node : nodes) {
      node.plan().channels().stream()
          .filter(Choices::reachesPeople)
          .map(Channel::name)
          .forEach(channels::add);
    }
    return List.copyOf(channels);
  }

  private static boolean reachesPeople(Channel channel) {
    Destination.Kind kind = Addresses.kindOf(channel);
    return kind != Destination.Kind.URL && kind != Destination.Kind.FEED;
  }
}
