package dev.herald.server.console.configuration;

import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Puts a whole configuration, or nothing of it. */
@Service
class Configuration {
  private final List<Section> sections;
  private final TransactionTemplate transaction;

  Configuration(List<Section> sections, PlatformTransactionManager transactions) {
    this.sections = List.copyOf(sections);
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * @param wanted an object of sections, each an object of pieces by their key
   * @param dryRun says what would change, and changes nothing
   * @throws RequestProblem.Invalid naming everything that is wrong, in whichever section
   */
  List<Change> put(Caller by, JsonNode wanted, boolean dryRun) {
    FieldErrors errors = new FieldErrors();
    checkSections(wanted, errors);
    List<Change> changes =
        transaction.execute(status -> {
          List<Change> put = putSections(by, wanted, errors);
          errors.throwIfAny();
          if (dryRun) {
            status.setRollbackOnly();
          }
          return put;
        });
    return List.copyOf(changes);
  }

  private void checkSections(JsonNode wanted, FieldErrors errors) {
    List<String> known = sections.stream().map(Section::name).toList();
    if (!wanted.isObject()) {
      errors.add("", new FieldFault.ConfigurationInvalid(List.copyOf(known)));
    }
    wanted
        .properties()
        .forEach(section -> {
          if (!known.contains(section.getKey())) {
            errors.add(section.getKey(), Spelling.unknown(Thing.SECTION, section.getKey(), known));
          } else if (!section.getValue().isObject() && !section.getValue().isNull()) {
            errors.add(section.getKey(), new FieldFault.SectionInvalid());
          }
        });
  }

  private List<Change> putSections(Caller by, JsonNode wanted, FieldErrors errors) {
    List<Change> changes = new ArrayList<>();
    for (Section section : sections) {
      for (Map.Entry<String, JsonNode> piece : wanted.path(section.name()).properties()) {
        String path = section.name() + "." + piece.getKey();
        try {
          changes.addAll(section.put(by, piece.getKey(), piece.getValue()));
        } catch (RequestProblem problem) {
          explain(problem).forEach(error -> errors.add(error.within(path)));
        }
      }
    }
    return changes;
  }

  private static List<FieldError> explain(RequestProblem problem) {
    return problem instanceof RequestProblem.Invalid invalid
        ? invalid.errors()
        : List.of(new FieldError("", problem.reason()));
  }
}
