package dev.herald.server.intake.plan;

import dev.herald.server.task.AttachedFile;
import java.util.List;

/**
 * The files that go with a person's emails.
 *
 * @param likeness equal for equal files; empty without any
 */
record Enclosure(List<AttachedFile> files, String likeness) {
  static final Enclosure NONE = new Enclosure(List.of(), "");

  Enclosure {
    files = List.copyOf(files);
  }

  boolean isNone() {
    return files.isEmpty();
  }
}
