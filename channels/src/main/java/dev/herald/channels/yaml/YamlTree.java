package dev.herald.channels.yaml;

import dev.herald.channels.reason.YamlReason;
import java.util.Iterator;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One YAML document as JSON. Refused with its line: a name twice in a mapping, an anchor, an alias,
 * a merge key, a tag, a second document, and what {@link YamlScalar} refuses.
 */
public final class YamlTree {
  private static final int DEEPEST = 60;
  private static final int LONGEST = 16 << 20;
  private static final String MERGE = "<<";
  private static final String BYTE_ORDER_MARK = "\ufeff";
  private static final List<String> NO_TAGS = List.of("!", "tag:yaml.org,2002:str");

  private final Iterator<Event> events;

  private YamlTree(Iterator<Event> events) {
    this.events = events;
  }

  /**
   * @return the missing node when there is no document
   * @throws UnreadableYaml naming line and column
   */
  public static JsonNode read(String yaml) throws UnreadableYaml {
    String text = yaml.startsWith(BYTE_ORDER_MARK) ? yaml.substring(1) : yaml;
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(LONGEST).build();
    try {
      return new YamlTree(new Parse(settings).parseString(text).iterator()).document();
    } catch (MarkedYamlEngineException e) {
      YamlReason reason = YamlReason.YamlUnread.of(String.valueOf(e.getProblem()));
      throw e.getProblemMark()
          .map(mark -> UnreadableYaml.at(mark, reason))
          .orElse(new UnreadableYaml(reason));
    } catch (YamlEngineException e) {
      throw new UnreadableYaml(YamlReason.YamlUnread.of(String.valueOf(e.getMessage())));
    }
  }

  private JsonNode document() throws UnreadableYaml {
    JsonNode document = null;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent && document != null) {
        throw UnreadableYaml.at(event, new YamlReason.DocumentSecond());
      }
      if (event instanceof NodeEvent) {
        document = value(event, 0);
      }
    }
    return document == null ? JsonNodeFactory.instance.missingNode() : document;
  }

  private JsonNode value(Event event, int depth) throws UnreadableYaml {
    if (depth > DEEPEST) {
      throw UnreadableYaml.at(event, new YamlReason.LevelsTooMany(DEEPEST));
    }
    requireNoAnchor(event);
    return switch (event) {
      case ScalarEvent scalar -> {
        requireNoTag(event, scalar.getTag().orElse("!"));
        yield YamlScalar.read(scalar);
      }
      case MappingStartEvent start -> {
        requireNoTag(event, start.getTag().orElse("!"));
        yield mapping(depth);
      }
      case SequenceStartEvent start -> {
        requireNoTag(event, start.getTag().orElse("!"));
        yield list(depth);
      }
      default -> throw UnreadableYaml.at(event, YamlReason.YamlUnread.of(event.toString()));
    };
  }

  private ObjectNode mapping(int depth) throws UnreadableYaml {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      String name = name(event);
      if (object.has(name)) {
        throw UnreadableYaml.at(event, new YamlReason.NameGivenTwice(name));
      }
      object.set(name, value(events.next(), depth + 1));
    }
    return object;
  }

  private static String name(Event event) throws UnreadableYaml {
    requireNoAnchor(event);
    if (!(event instanceof ScalarEvent scalar)) {
      throw UnreadableYaml.at(event, new YamlReason.NameNotText());
    }
    requireNoTag(event, scalar.getTag().orElse("!"));
    if (scalar.isPlain() && scalar.getValue().equals(MERGE)) {
      throw UnreadableYaml.at(event, new YamlReason.MergeUnread());
    }
    return YamlScalar.text(scalar);
  }

  private ArrayNode list(int depth) throws UnreadableYaml {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      array.add(value(event, depth + 1));
    }
    return array;
  }

  private static void requireNoAnchor(Event event) throws UnreadableYaml {
    if (event instanceof AliasEvent alias) {
      throw UnreadableYaml.at(event, new YamlReason.AliasUnread(alias.getAlias().getValue()));
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      throw UnreadableYaml.at(
          event, new YamlReason.AnchorUnread(node.getAnchor().get().getValue()));
    }
  }

  private static void requireNoTag(Event event, String tag) throws UnreadableYaml {
    if (!NO_TAGS.contains(tag)) {
      throw UnreadableYaml.at(event, new YamlReason.TagUnread(tag));
    }
  }
}
