package dev.herald.server.source;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.RateCap;
import dev.herald.channels.ConnectorFile;
import dev.herald.channels.OfferedConnector;
import dev.herald.channels.Origin;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.Thing;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/connectors")
class ConnectorController {
  private final ConnectorCatalog connectors;

  ConnectorController(ConnectorCatalog connectors) {
    this.connectors = connectors;
  }

  /**
   * What an operator must know to make a source.
   *
   * @param label by language tag
   * @param destination the kind of address it needs, {@code none} when the source says where
   * @param caps the provider's, used by sources that have none of their own
   * @param contents that it sends: Text, Markdown, Email, ProviderTemplate, Payload
   * @param definition whether it has a text to read
   * @param origin where it comes from
   * @param number of the published version, when it comes from the database
   * @param hides where others with its name come from, which it stands in front of
   */
  record ConnectorView(
      String name,
      String channel,
      Map<String, String> label,
      String destination,
      List<SourceField> fields,
      List<String> caps,
      String ambiguity,
      List<String> contents,
      String version,
      boolean definition,
      Origin origin,
      @Nullable Integer number,
      List<Origin> hides) {
    static ConnectorView of(List<OfferedConnector> offers) {
      OfferedConnector inUse = offers.getFirst();
      Connector made = inUse.connector();
      ConnectorDescription connector = made.description();
      return new ConnectorView(
          connector.name(),
          connector.channel().name(),
          connector.label(),
          connector.destination().name().toLowerCase(Locale.ROOT),
          connector.fields(),
          connector.caps().stream().map(RateCap::toString).toList(),
          connector.ambiguity().name().toLowerCase(Locale.ROOT),
          connector.contents().stream().map(Class::getSimpleName).sorted().toList(),
          made.version(),
          made.definition().isPresent(),
          inUse.origin(),
          inUse.number(),
          offers.stream()
              .map(OfferedConnector::origin)
              .filter(origin -> origin != inUse.origin())
              .distinct()
              .toList());
    }
  }

  /**
   * A file of this process's connector folder.
   *
   * @param connector that it defines; left out when it could never be read
   * @param version of the definition that is in use; left out when none is
   * @param problems why it is not in use as it is written, or what it says in vain
   */
  record ConnectorFileView(
      String file,
      @Nullable String connector,
      @Nullable String version,
      ConnectorFile.State state,
      List<ConnectorSources.ConnectorProblem> problems) {
    static ConnectorFileView of(ConnectorFile file) {
      return new ConnectorFileView(
          file.file(),
          file.connector(),
          file.version(),
          file.state(),
          file.problems().stream().map(ConnectorSources.ConnectorProblem::of).toList());
    }
  }

  /** Every connector, and what became of the files of this process's connector folder. */
  record ConnectorList(List<ConnectorView> items, List<ConnectorFileView> files) {}

  @Operation(summary = "The connectors, and what became of the files of the folder")
  @Requires(Permission.READ)
  @GetMapping
  ConnectorList list(Caller.Staff caller) {
    return new ConnectorList(
        connectors.all().stream()
            .map(by -> connectors.offers(by.description().name()))
            .filter(offers -> !offers.isEmpty())
            .map(ConnectorView::of)
            .toList(),
        connectors.files().stream().map(ConnectorFileView::of).toList());
  }

  /** What a connector was made from. */
  record DefinitionView(String name, String yaml) {}

  /** 404 for a connector in Java. */
  @Operation(summary = "A connector's definition")
  @Requires(Permission.READ)
  @GetMapping("/{name}/definition")
  DefinitionView definition(Caller.Staff caller, @PathVariable String name) {
    return connectors
        .find(name)
        .flatMap(Connector::definition)
        .map(yaml -> new DefinitionView(name, yaml))
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.DEFINITION, name));
  }
}
