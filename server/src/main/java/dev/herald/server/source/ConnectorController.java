package dev.herald.server.source;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.RateCap;
import dev.herald.server.access.Caller;
import dev.herald.server.access.Permission;
import dev.herald.server.access.Requires;
import dev.herald.server.platform.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
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
   */
  record ConnectorView(
      String name,
      String channel,
      Map<String, String> label,
      String destination,
      List<SourceField> fields,
      List<String> caps,
      String ambiguity) {
    static ConnectorView of(ConnectorDescription connector) {
      return new ConnectorView(
          connector.name(),
          connector.channel().name(),
          connector.label(),
          connector.destination().name().toLowerCase(Locale.ROOT),
          connector.fields(),
          connector.caps().stream().map(RateCap::toString).toList(),
          connector.ambiguity().name().toLowerCase(Locale.ROOT));
    }
  }

  @Requires(Permission.READ)
  @GetMapping
  Page<ConnectorView> list(Caller.Staff caller) {
    return Page.all(
        connectors.all().stream().map(Connector::description).map(ConnectorView::of).toList());
  }
}
