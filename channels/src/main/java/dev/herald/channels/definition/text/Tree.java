package dev.herald.channels.definition.text;

import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.YamlReason;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What YAML allows and a definition can't have. Aliases are read once, however often they stand.
 */
public final class Tree {
  private static final long LARGEST = 10_000;
  private static final String MERGE = "<<";
  private static final Set<Tag> KNOWN =
      Set.of(Tag.STR, Tag.NULL, Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.MAP, Tag.SEQ, Tag.ENV_TAG);

  private final Problems problems;
  private final Map<Node, Long> sizes = new IdentityHashMap<>();

  public Tree(Problems problems) {
    this.problems = problems;
  }

  /** Whether it can be read on; problems are told either way. */
  public boolean isSound(Node root) {
    boolean small = size(root) <= LARGEST;
    if (!small) {
      problems.add(root, "", new DefinitionReason.ValuesTooMany(LARGEST));
    }
    return small;
  }

  private long size(Node node) {
    Long known = sizes.get(node);
    if (known != null) {
      return known;
    }
    // Until it is known: a node that holds itself would be without end.
    sizes.put(node, LARGEST);
    check(node);
    long size = 1;
    for (Node child : children(node)) {
      size = Math.min(size + size(child), LARGEST + 1);
    }
    sizes.put(node, size);
    return size;
  }

  private void check(Node node) {
    if (!KNOWN.contains(node.getTag())) {
      problems.add(node, "", new YamlReason.TagUnread(node.getTag().getValue()));
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(MERGE)) {
          problems.add(key, "", new YamlReason.MergeUnread());
        }
      }
    }
  }

  private static List<Node> children(Node node) {
    List<Node> children = new ArrayList<>();
    switch (node) {
      case MappingNode mapping ->
          mapping
              .getValue()
              .forEach(tuple -> {
                children.add(tuple.getKeyNode());
                children.add(tuple.getValueNode());
              });
      case SequenceNode list -> children.addAll(list.getValue());
      default -> {}
    }
    return children;
  }
}
