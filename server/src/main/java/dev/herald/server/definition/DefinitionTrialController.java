package dev.herald.server.definition;

import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channels.definition.Definition;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.definition.text.DefinitionException.Problem;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.source.ConnectorSources.ConnectorProblem;
import dev.herald.server.source.ContentSpec;
import dev.herald.server.source.TestSend;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tries definitions that are not kept. */
@RestController
@RequestMapping("/v1/definition-trials")
@Requires(
    value = Permission.ADMINISTER,
    across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
class DefinitionTrialController {
  private final ConnectorTrial trial;

  DefinitionTrialController(ConnectorTrial trial) {
    this.trial = trial;
  }

  /** A definition to be checked. */
  record DefinitionCheck(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String yaml) {}

  /**
   * What a definition says.
   *
   * @param destination the kind of address it needs
   * @param sample the settings of its examples
   * @param to the address of its examples; empty when they have none
   */
  record CheckedDefinition(
      String connector,
      String channel,
      String destination,
      List<SourceField> fields,
      Map<String, String> sample,
      String to) {
    static CheckedDefinition of(Definition definition) {
      ConnectorDescription said = definition.description();
      return new CheckedDefinition(
          said.name(),
          said.channel().name(),
          said.destination().name().toLowerCase(Locale.ROOT),
          said.fields(),
          definition.sample().settings(),
          definition.sample().address());
    }
  }

  /**
   * What came of a check.
   *
   * @param definition left out when it can't be used as it is
   * @param problems why it can't be used, or what it says in vain
   */
  record CheckReport(@Nullable CheckedDefinition definition, List<ConnectorProblem> problems) {}

  /**
   * A definition to be tried, and what with.
   *
   * @param settings of a source; left out: those of the definition's examples
   * @param to left out: the address of the examples
   * @param content left out: a sample
   */
  record TrialOrder(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String yaml,
      @Nullable Map<String, String> settings,
      @Nullable String to,
      @Nullable ContentSpec content) {
    ConnectorTrial.Trial trial() {
      return new ConnectorTrial.Trial(settings, to, content);
    }

    @Override
    public String toString() {
      return "trial order";
    }
  }

  /** Names each mistake with its place and what would be right. */
  @Operation(summary = "Check a definition")
  @PostMapping("/check")
  CheckReport check(Caller.Staff caller, @RequestBody DefinitionCheck asked) {
    try {
      Definition definition = Definition.read("definition", DefinitionText.bounded(asked.yaml()));
      return new CheckReport(CheckedDefinition.of(definition), views(definition.warnings()));
    } catch (DefinitionException e) {
      return new CheckReport(null, views(e.problems()));
    }
  }

  @Operation(summary = "The exact request that a definition makes, secrets masked")
  @PostMapping("/dry-run")
  ConnectorTrial.DryRun dryRun(Caller.Staff caller, @RequestBody TrialOrder order) {
    return trial.dryRun(DefinitionText.read(order.yaml()), order.trial());
  }

  /** Really sends one message, with settings that come with it. */
  @Operation(summary = "Send one message by a definition for real, and show all of it")
  @PostMapping("/test")
  TestSend.TestReport test(Caller.Staff caller, @RequestBody TrialOrder order) {
    return trial.send(DefinitionText.read(order.yaml()), order.trial());
  }

  private static List<ConnectorProblem> views(List<Problem> problems) {
    return problems.stream().map(ConnectorProblem::of).toList();
  }
}
