package dev.herald.server.source;

import dev.herald.channel.CallReason;
import dev.herald.channel.Channel;
import dev.herald.channel.Connector;
import dev.herald.channel.Content;
import dev.herald.server.template.ContentLimits;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the connectors of the sources say of lengths, among those that take this kind of content.
 */
@Component
record SourceLimits(Sources sources, ConnectorCatalog connectors) implements ContentLimits {
  @Override
  public Optional<CallReason.PartTooLong> tooLong(
      Channel channel, @Nullable UUID tenantId, Content content) {
    List<Optional<CallReason.PartTooLong>> refusals =
        sources(channel, tenantId).stream()
            .flatMap(source -> connectors.serving(source).stream())
            .map(Connector::description)
            .filter(connector -> connector.contents().contains(content.getClass()))
            .map(connector -> connector.tooLong(content))
            .toList();
    return refusals.stream().allMatch(Optional::isPresent)
        ? refusals.stream().flatMap(Optional::stream).findFirst()
        : Optional.empty();
  }

  private List<ConfiguredSource> sources(Channel channel, @Nullable UUID tenantId) {
    return tenantId == null
        ? sources.all().stream().filter(source -> source.channel().equals(channel)).toList()
        : sources.candidates(tenantId, channel);
  }
}
