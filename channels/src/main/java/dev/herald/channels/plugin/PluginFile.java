package dev.herald.channels.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A jar of the operator's plug-in folder and what came of it.
 *
 * @param file its name in the folder
 * @param connectors the names of those that are in use
 * @param version of the jar that is in use; null when none is
 * @param fault why it is not in use as it is now; null when it is
 */
public record PluginFile(
    String file,
    List<String> connectors,
    @Nullable String version,
    State state,
    @Nullable PluginFault fault) {
  public PluginFile {
    connectors = List.copyOf(connectors);
  }

  /** For a log. */
  @Override
  public String toString() {
    String outcome =
        switch (state) {
          case IN_USE -> "is in use, with " + connectors;
          case LAST_GOOD -> "can't be used, and stays as it was";
          case LEFT_OUT -> "can't be used, and is left out";
        };
    return fault == null
        ? file + " " + outcome
        : "%s %s: %s: %s".formatted(file, outcome, fault.kind(), fault.detail());
  }

  /** Whether it is in use. */
  public enum State {
    IN_USE,
    /** It can't be used as it is now; what it was before is in use. */
    LAST_GOOD,
    LEFT_OUT
  }
}
