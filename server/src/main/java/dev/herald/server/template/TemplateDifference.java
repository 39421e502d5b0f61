package dev.herald.server.template;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What changed from one version of a template to another, line by line. */
public record TemplateDifference(int from, int to, List<DifferentField> fields) {
  /** Lines of both; comparing takes the square of them, in time and in memory. */
  private static final int MOST_COMPARED = 2_000;

  /** One field of the content that differs. */
  record DifferentField(String field, List<DifferentLine> lines) {}

  /** One line of either version, or of both. */
  public record DifferentLine(Op op, String text) {}

  /** What became of a line. */
  public enum Op {
    same,
    removed,
    added
  }

  public static TemplateDifference between(TemplateVersion from, TemplateVersion to) {
    JsonNode before = BodyJson.write(from.body());
    JsonNode after = BodyJson.write(to.body());
    TreeSet<String> names = new TreeSet<>(before.propertyNames());
    names.addAll(after.propertyNames());
    List<DifferentField> fields =
        names.stream()
            .filter(name -> !before.path(name).equals(after.path(name)))
            .map(name ->
                new DifferentField(name, lines(text(before.path(name)), text(after.path(name)))))
            .toList();
    return new TemplateDifference(from.number(), to.number(), fields);
  }

  private static List<String> text(JsonNode value) {
    if (value.isMissingNode()) {
      return List.of();
    }
    String text = value.isString() ? value.stringValue() : value.toPrettyString();
    return text.lines().toList();
  }

  /** Of two texts, all lines of both. */
  public static List<DifferentLine> lines(List<String> before, List<String> after) {
    List<DifferentLine> lines = new ArrayList<>();
    if (before.size() + after.size() > MOST_COMPARED) {
      add(lines, Op.removed, before);
      add(lines, Op.added, after);
      return lines;
    }
    for (AbstractDelta<String> delta : DiffUtils.diff(before, after, true).getDeltas()) {
      switch (delta.getType()) {
        case EQUAL -> add(lines, Op.same, delta.getSource().getLines());
        case DELETE, INSERT, CHANGE -> {
          add(lines, Op.removed, delta.getSource().getLines());
          add(lines, Op.added, delta.getTarget().getLines());
        }
      }
    }
    return lines;
  }

  private static void add(List<DifferentLine> lines, Op op, List<String> texts) {
    texts.forEach(text -> lines.add(new DifferentLine(op, text)));
  }
}
