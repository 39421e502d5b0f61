package dev.herald.server.template.language;

import dev.herald.server.platform.Spelling;
import dev.herald.server.reason.TemplateFault;
import dev.herald.server.schema.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The variables that are in sight at one place of a template: those of the innermost section first.
 *
 * <p>Which variable a name means is settled by the schema when the template is compiled, not by
 * what a submission happens to carry.
 */
record Scopes(List<Scope> around) {
  Scopes {
    around = List.copyOf(around);
  }

  /**
   * @param at where its value is found from outside; the frame itself for a list's item
   */
  record Scope(Shape shape, Reference at) {}

  /** What a name means. */
  sealed interface Meaning {}

  record Found(Shape shape, Reference at) implements Meaning {}

  record Unknown(TemplateFault reason) implements Meaning {}

  static Scopes of(Shape.Fields variables) {
    return new Scopes(List.of(new Scope(variables, new Reference(0, List.of()))));
  }

  /** The view from inside of a section over what was found. */
  Scopes inside(Found section) {
    List<Scope> inner = new ArrayList<>(around);
    inner.add(
        switch (section.shape) {
          case Shape.Items(var each, _) -> new Scope(each, new Reference(around.size(), List.of()));
          case Shape.Fields _, Shape.Leaf _ -> new Scope(section.shape, section.at);
        });
    return new Scopes(inner);
  }

  int depth() {
    return around.size();
  }

  Meaning find(String name) {
    if (name.equals(".")) {
      Scope innermost = around.getLast();
      return new Found(innermost.shape, innermost.at);
    }
    List<String> path = Arrays.asList(name.split("\\."));
    for (Scope scope : around.reversed()) {
      if (scope.shape instanceof Shape.Fields(var byName, _)
          && byName.containsKey(path.getFirst())) {
        return follow(scope, path);
      }
    }
    return unknown(name, name, inSight());
  }

  private static Meaning follow(Scope scope, List<String> path) {
    Shape shape = scope.shape;
    List<String> walked = new ArrayList<>(scope.at.path());
    for (String name : path) {
      if (shape instanceof Shape.Items) {
        String list = walked.getLast();
        return new Unknown(new TemplateFault.VariableInList(list));
      }
      Collection<String> known =
          shape instanceof Shape.Fields(var byName, _) ? byName.keySet() : Set.of();
      if (!(shape instanceof Shape.Fields(var byName, _)) || !byName.containsKey(name)) {
        return unknown(String.join(".", path), name, known);
      }
      shape = byName.get(name);
      walked.add(name);
    }
    return new Found(shape, new Reference(scope.at.frame(), walked));
  }

  private static Unknown unknown(String written, String name, Collection<String> known) {
    return new Unknown(
        new TemplateFault.VariableUnknown(
            written, Spelling.nearest(name, known), Spelling.listed(known)));
  }

  private Collection<String> inSight() {
    Set<String> names = new LinkedHashSet<>();
    for (Scope scope : around.reversed()) {
      if (scope.shape instanceof Shape.Fields(var byName, _)) {
        byName.forEach((name, shape) -> {
          if (!PersonLinks.isOne(shape)) {
            names.add(name);
          }
        });
      }
    }
    return names;
  }
}
