package dev.herald.server.template.language;

import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.KeptText;
import dev.herald.server.schema.Shape;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One text of a template, such as a subject, compiled against the schema's variables. */
public final class Part {
  private final String field;
  private final List<Step> steps;
  private final Escape escape;
  private final int frames;

  private Part(String field, List<Step> steps, Escape escape) {
    this.field = field;
    this.steps = List.copyOf(steps);
    this.escape = escape;
    this.frames = 1 + depth(steps);
  }

  /**
   * @param field where the text stands, for errors: {@code content.subject}
   */
  static Part compile(
      String field, String source, Escape escape, Shape.Fields variables, FieldErrors errors) {
    try {
      List<Segment> segments = Mustache.parse(source);
      List<Step> steps = new Binding(field, escape, errors).bind(segments, Scopes.of(variables));
      return new Part(field, steps, escape);
    } catch (Mustache.Malformed wrong) {
      errors.add(field, wrong.reason, wrong.expected);
      return new Part(field, List.of(), escape);
    }
  }

  String render(Filling filling) {
    StringBuilder out = new StringBuilder();
    JsonNode[] stack = new JsonNode[frames];
    stack[0] = filling.data();
    new Run(filling, stack, out).run(steps, 0);
    return out.toString();
  }

  /**
   * @throws Unrenderable when nothing is left to read
   */
  String renderSomething(Filling filling) {
    String text = render(filling).strip();
    if (!KeptText.isSeen(text)) {
      throw new Unrenderable("%s is empty".formatted(field));
    }
    return text;
  }

  private static int depth(List<Step> steps) {
    int deepest = 0;
    for (Step step : steps) {
      if (step instanceof Step.Section section) {
        deepest = Math.max(deepest, depth(section.body()) + (section.inverted() ? 0 : 1));
      }
    }
    return deepest;
  }

  /** One rendering: the values of the sections around, outermost first, and what is written. */
  private final class Run {
    private final Filling filling;
    private final JsonNode[] stack;
    private final StringBuilder out;

    Run(Filling filling, JsonNode[] stack, StringBuilder out) {
      this.filling = filling;
      this.stack = stack;
      this.out = out;
    }

    void run(List<Step> body, int depth) {
      for (Step step : body) {
        filling.budget().step();
        int before = out.length();
        switch (step) {
          case Step.Text(String text) -> {
            out.append(text);
            filling.budget().written(text.length());
          }
          case Step.Value value -> {
            write(value);
            filling.budget().written(out.length() - before);
          }
          case Step.Section section -> run(section, depth);
        }
      }
    }

    private void write(Step.Value step) {
      JsonNode value = step.variable().value(stack);
      JsonNode owner = step.variable().owner(stack);
      Shape.Leaf leaf = step.leaf();
      String shown = leaf.format().print(value, owner, filling.conventions(), filling.zone());
      (leaf.link() ? escape.forLink() : escape).append(shown, out);
    }

    private void run(Step.Section section, int depth) {
      JsonNode value = section.variable().value(stack);
      if (section.inverted()) {
        if (isEmpty(value)) {
          run(section.body(), depth);
        }
      } else if (value.isArray()) {
        for (JsonNode item : value) {
          filling.budget().step();
          stack[depth + 1] = item;
          run(section.body(), depth + 1);
        }
      } else if (!isEmpty(value)) {
        stack[depth + 1] = value;
        run(section.body(), depth + 1);
      }
    }

    /** Absent, null, false, an empty text or an empty list. Zero is a value like any other. */
    private boolean isEmpty(JsonNode value) {
      return value.isMissingNode()
          || value.isNull()
          || (value.isBoolean() && !value.booleanValue())
          || (value.isString() && value.stringValue().isEmpty())
          || (value.isArray() && value.isEmpty());
    }
  }
}
