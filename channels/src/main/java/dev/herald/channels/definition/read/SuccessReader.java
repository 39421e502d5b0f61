package dev.herald.channels.definition.read;

import dev.herald.channels.definition.answer.ErrorRule;
import dev.herald.channels.definition.text.Section;
import dev.herald.channels.definition.value.Json;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.DefinitionReason.FormWrong.Form;
import dev.herald.channels.reason.DefinitionReason.ValueUnfit.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads {@code success:}, which says in short what {@code accepted} says as an expression: {@code
 * errcode} for a member that is 0, {@code {Code: OK}} for one of another value, {@code 2xx} for the
 * HTTP status. What it compares is the code of a refusal, too.
 *
 * @param root what the members are read of: {@code body}, or {@code each}
 */
record SuccessReader(ShapeReader shapes, String root) {
  private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");
  private static final String STATUS = "status";

  /** What providers call their words for people, in the order that they are looked for. */
  private static final List<String> REASONS =
      List.of("errmsg", "msg", "message", "Message", "description", "error");

  /**
   * @param code what it compares; null when that is no code
   */
  record Success(Expression accepted, @Nullable Expression code) {}

  Success read(Section answer) {
    List<String> tests = new ArrayList<>();
    List<String> codes = new ArrayList<>();
    if (answer.node("success") instanceof MappingNode) {
      Section members = answer.section("success");
      for (String name : members.names()) {
        add(members, name, tests, codes);
      }
    } else {
      for (String written : answer.texts("success")) {
        boolean status = ErrorRule.STATUS.matcher(written).matches();
        tests.add(status ? statusTest(written) : memberTest(answer, written, "0"));
        if (!status) {
          codes.add(member(written));
        }
      }
    }
    boolean statuses = codes.isEmpty() && !(answer.node("success") instanceof MappingNode);
    return new Success(
        shapes.derived(answer, "success", joined(tests, statuses ? " || " : " && ")),
        codes.isEmpty() ? null : shapes.derived(answer, "success", codes.getFirst()));
  }

  private static String joined(List<String> tests, String operator) {
    return tests.isEmpty()
        ? "false"
        : tests.stream().map(test -> "(" + test + ")").collect(Collectors.joining(operator));
  }

  private void add(Section members, String name, List<String> tests, List<String> codes) {
    if (name.equals(STATUS)) {
      tests.add(statuses(members));
    } else if (members.node(name) instanceof ScalarNode value) {
      tests.add(memberTest(members, name, literal(value)));
      if (!value.getTag().equals(Tag.BOOL)) {
        codes.add(member(name));
      }
    } else {
      members.problem(name, new DefinitionReason.FormWrong(Form.SUCCESS_VALUE));
    }
  }

  private static String statuses(Section members) {
    List<String> written = members.texts(STATUS);
    for (String status : written) {
      if (!ErrorRule.STATUS.matcher(status).matches()) {
        members.problem(STATUS, new DefinitionReason.ValueUnfit(status, Kind.STATUS_OF_SUCCESS));
        return "false";
      }
    }
    return joined(written.stream().map(SuccessReader::statusTest).toList(), " || ");
  }

  private static String statusTest(String status) {
    return status.endsWith("xx")
        ? "status >= %c00 && status <= %c99".formatted(status.charAt(0), status.charAt(0))
        : "status == " + status;
  }

  private String memberTest(Section section, String path, String literal) {
    if (!PATH.matcher(path).matches()) {
      section.problem("success", new DefinitionReason.ValueUnfit(path, Kind.SUCCESS));
      return "false";
    }
    return "%s == %s".formatted(member(path), literal);
  }

  private String member(String path) {
    return root + "." + path;
  }

  private static String literal(ScalarNode value) {
    boolean plain = value.getTag().equals(Tag.INT) || value.getTag().equals(Tag.BOOL);
    return plain ? value.getValue() : Json.text(value.getValue());
  }

  /** The provider's words, wherever it usually puts them. */
  Expression usualReason(Section answer) {
    StringBuilder reason = new StringBuilder();
    for (String name : REASONS) {
      String member = member(name);
      reason.append("has(%s) ? dyn(%s) : ".formatted(member, member));
    }
    return shapes.derived(answer, "success", reason.append("null").toString());
  }
}
