package dev.herald.channels;

import dev.herald.channels.ConnectorFile.State;
import dev.herald.channels.definition.Definition;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.definition.text.DefinitionException.Mistake;
import dev.herald.channels.definition.text.DefinitionException.Problem;
import dev.herald.channels.reason.DefinitionReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of a folder, each file for itself: one that can't be used is left out, what it
 * said before stays in use, and no other file notices. Only what changed is compiled.
 */
final class FolderDefinitions {
  private final KeptDefinitions kept;
  private final Map<String, Slot> slots = new HashMap<>();
  private final Set<String> inUse = new HashSet<>();
  private View last = new View(Map.of(), List.of());

  FolderDefinitions(KeptDefinitions kept) {
    this.kept = kept;
  }

  /**
   * What is in use, and what became of each file.
   *
   * @param definitions by the name of the connector
   */
  record View(Map<String, Definition> definitions, List<ConnectorFile> files) {}

  /**
   * One file.
   *
   * @param good what it says, or last said; null when it never could be read
   * @param mistakes why it is not what it says now
   */
  private record Slot(FoundFile found, @Nullable Definition good, List<Problem> mistakes) {
    boolean isCurrent() {
      return mistakes.isEmpty();
    }
  }

  /**
   * @param found the whole folder, by the names of the files
   */
  View take(Map<String, FoundFile> found) {
    boolean changed = slots.keySet().retainAll(found.keySet());
    for (Map.Entry<String, FoundFile> each : found.entrySet()) {
      String file = each.getKey();
      Slot before = slots.get(file);
      if (before == null || !before.found.equals(each.getValue())) {
        changed = true;
        if (before == null && kept.find(file).isPresent()) {
          inUse.add(file);
        }
        slots.put(file, slot(file, each.getValue(), before));
      }
    }
    if (changed) {
      kept.retain(found.keySet());
      last = view();
    }
    return last;
  }

  private Slot slot(String file, FoundFile found, @Nullable Slot before) {
    return switch (found) {
      case FoundFile.Written(String yaml) -> {
        try {
          yield new Slot(found, read(file, yaml), List.of());
        } catch (DefinitionException e) {
          yield new Slot(found, lastGood(file, before), e.problems());
        }
      }
      case FoundFile.Unread(DefinitionReason why) ->
          new Slot(
              found,
              lastGood(file, before),
              List.of(new Problem(file, 1, Mistake.UNREADABLE, "", why)));
    };
  }

  private static Definition read(String file, String yaml) throws DefinitionException {
    return Definition.read(file, yaml);
  }

  private @Nullable Definition lastGood(String file, @Nullable Slot before) {
    if (before != null) {
      return before.good;
    }
    try {
      String yaml = kept.find(file).orElse(null);
      if (yaml != null) {
        return read(file, yaml);
      }
    } catch (DefinitionException _) {
      // It was good for another version of Herald.
    }
    return null;
  }

  /** Of two files with one name the one that is in use already stays, and else the first. */
  private View view() {
    Map<String, Definition> definitions = new TreeMap<>();
    Map<String, String> owners = new HashMap<>();
    Map<String, ConnectorFile> files = new TreeMap<>();
    for (Map.Entry<String, Slot> entry : inOrderOfRight()) {
      String file = entry.getKey();
      Slot slot = entry.getValue();
      String name = slot.good == null ? null : slot.good.description().name();
      String owner = name == null ? null : owners.putIfAbsent(name, file);
      files.put(file, described(file, slot, owner));
      if (slot.good != null && owner == null) {
        definitions.put(slot.good.description().name(), slot.good);
      }
    }
    inUse.clear();
    inUse.addAll(owners.values());
    keepWhatIsGood();
    return new View(definitions, List.copyOf(files.values()));
  }

  private List<Map.Entry<String, Slot>> inOrderOfRight() {
    return slots.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Slot> entry) -> !entry.getValue().isCurrent())
                .thenComparing(entry -> !inUse.contains(entry.getKey()))
                .thenComparing(Map.Entry::getKey))
        .toList();
  }

  private static ConnectorFile described(String file, Slot slot, @Nullable String owner) {
    List<Problem> problems = new ArrayList<>(slot.mistakes);
    Definition good = slot.good;
    if (good == null) {
      return new ConnectorFile(file, null, null, State.LEFT_OUT, problems);
    }
    String name = good.description().name();
    if (owner != null) {
      problems.add(
          new Problem(
              file,
              good.line(),
              Mistake.CONNECTOR_TWICE,
              "connector",
              new DefinitionReason.ConnectorDefinedTwice(name, owner)));
      return new ConnectorFile(file, name, null, State.LEFT_OUT, problems);
    }
    if (slot.isCurrent()) {
      problems.addAll(good.warnings());
    }
    State state = slot.isCurrent() ? State.IN_USE : State.LAST_GOOD;
    return new ConnectorFile(file, name, good.version(), state, problems);
  }

  private void keepWhatIsGood() {
    slots.forEach((file, slot) -> {
      if (inUse.contains(file) && slot.good != null) {
        kept.keep(file, slot.good.text());
      }
    });
  }
}
