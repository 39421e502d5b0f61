package dev.herald.server.definition;

import dev.herald.channels.PublishedDefinition;
import dev.herald.channels.definition.Definition;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.server.source.ConnectorCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What is published, for this process: each version is read and compiled once. One that this
 * version of Herald can't read is told and left out, and the one before it takes its place.
 */
@Component
class DatabaseDefinitions implements ConnectorCatalog.Published {
  private static final Logger log = LoggerFactory.getLogger(DatabaseDefinitions.class);

  /** Of each connector: a source that needs an older one waits for its settings. */
  private static final int MOST_KEPT = 20;

  private final DefinitionStore store;
  private final Map<UUID, Optional<Definition>> compiled = new HashMap<>();
  private List<DefinitionStore.Rank> last = List.of();

  DatabaseDefinitions(DefinitionStore store) {
    this.store = store;
  }

  @Override
  public synchronized Optional<Map<String, List<PublishedDefinition>>> changed() {
    List<DefinitionStore.Rank> ranked = store.ranked(MOST_KEPT);
    if (ranked.equals(last)) {
      return Optional.empty();
    }
    compile(ranked);
    last = ranked;
    return Optional.of(byConnector(ranked));
  }

  @Override
  public long reloads() {
    return store.reloads();
  }

  private void compile(List<DefinitionStore.Rank> ranked) {
    List<UUID> ids = ranked.stream().map(DefinitionStore.Rank::id).toList();
    compiled.keySet().retainAll(ids);
    List<UUID> missing = ids.stream().filter(id -> !compiled.containsKey(id)).toList();
    store.versions(missing).forEach(version -> compiled.put(version.id(), compiled(version)));
  }

  private static Optional<Definition> compiled(DefinitionVersion version) {
    String name = "%s v%d".formatted(version.connector(), version.number());
    try {
      return Optional.of(Definition.read(name, version.yaml()));
    } catch (DefinitionException e) {
      e.problems().forEach(problem -> log.error("{}; this version is left out", problem));
      return Optional.empty();
    }
  }

  private Map<String, List<PublishedDefinition>> byConnector(List<DefinitionStore.Rank> ranked) {
    Map<String, List<PublishedDefinition>> definitions = new LinkedHashMap<>();
    for (DefinitionStore.Rank each : ranked) {
      compiled
          .getOrDefault(each.id(), Optional.empty())
          .ifPresent(definition ->
              definitions
                  .computeIfAbsent(each.connector(), _ -> new ArrayList<>())
                  .add(new PublishedDefinition(each.number(), definition)));
    }
    return definitions;
  }
}
