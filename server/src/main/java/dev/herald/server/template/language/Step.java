package dev.herald.server.template.language;

import dev.herald.server.schema.Shape;
import java.util.List;

/** A piece of a template that knows where its variables are and how they are shown. */
sealed interface Step {

  record Text(String text) implements Step {}

  record Value(Reference variable, Shape.Leaf leaf) implements Step {}

  record Section(Reference variable, boolean inverted, List<Step> body) implements Step {
    public Section {
      body = List.copyOf(body);
    }
  }
}
