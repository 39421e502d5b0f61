package dev.herald.server.template.language;

import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.schema.Shape;
import java.util.ArrayList;
import java.util.List;

/** Finds in the schema what a template's names mean, and refuses what it does not find. */
final class Binding {
  private final String field;
  private final Escape escape;
  private final FieldErrors errors;
  private final HtmlPlace place = new HtmlPlace();

  Binding(String field, Escape escape, FieldErrors errors) {
    this.field = field;
    this.escape = escape;
    this.errors = errors;
  }

  List<Step> bind(List<Segment> segments, Scopes scopes) {
    List<Step> steps = new ArrayList<>();
    for (Segment segment : segments) {
      switch (segment) {
        case Segment.Text(String text) -> {
          place.text(text);
          steps.add(new Step.Text(text));
        }
        case Segment.Variable variable -> bind(variable, scopes, steps);
        case Segment.Section section -> bind(section, scopes, steps);
      }
    }
    return steps;
  }

  private void bind(Segment.Variable variable, Scopes scopes, List<Step> steps) {
    String name = variable.name();
    switch (scopes.find(name)) {
      case Scopes.Unknown(String reason, String expected) ->
          refuse(variable.line(), reason, expected);
      case Scopes.Found(Shape.Leaf leaf, Reference at) -> {
        checkPlace(variable, leaf);
        steps.add(new Step.Value(at, leaf));
      }
      case Scopes.Found(Shape.Items _, _) ->
          refuse(variable.line(), "'%s' is a list".formatted(name), "a section around its items");
      case Scopes.Found(Shape.Fields(var byName, _), _) ->
          refuse(
              variable.line(),
              "'%s' is an object".formatted(name),
              "one of its fields, " + Spelling.oneOf(byName.keySet()));
    }
  }

  private void bind(Segment.Section section, Scopes scopes, List<Step> steps) {
    switch (scopes.find(section.name())) {
      case Scopes.Unknown(String reason, String expected) ->
          refuse(section.line(), reason, expected);
      case Scopes.Found found -> {
        Scopes inner = section.inverted() ? scopes : scopes.inside(found);
        List<Step> body = bind(section.body(), inner);
        steps.add(new Step.Section(found.at(), section.inverted(), body));
      }
    }
  }

  private void checkPlace(Segment.Variable variable, Shape.Leaf leaf) {
    if (escape == Escape.HTML) {
      place
          .refusal(leaf)
          .ifPresent(reason ->
              refuse(
                  variable.line(),
                  "'%s' %s".formatted(variable.name(), reason),
                  "a place in the text, or a quoted attribute that is no code"));
    }
  }

  private void refuse(int line, String reason, String expected) {
    errors.add(field, "line %d: %s".formatted(line, reason), expected);
  }
}
