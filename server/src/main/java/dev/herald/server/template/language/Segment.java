package dev.herald.server.template.language;

import java.util.List;

/** A piece of a template as it was written. Lines count from 1. */
sealed interface Segment {

  record Text(String text) implements Segment {}

  /**
   * @param name {@code amount}, {@code grant.amount}, or {@code .} for the current item
   */
  record Variable(String name, int line) implements Segment {}

  /**
   * @param inverted shown when the variable is absent, false or empty, instead of when it is not
   */
  record Section(String name, boolean inverted, List<Segment> body, int line) implements Segment {
    public Section {
      body = List.copyOf(body);
    }
  }
}
