package dev.herald.server.receipt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Sources that are one account at their provider, by the same secrets. A provider reports of all of
 * them at the one address that the account has.
 */
@Component
class SharedAccounts {
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final Sources sources;
  private final ConnectorCatalog connectors;
  private final Cache<UUID, List<UUID>> others =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build();

  SharedAccounts(Sources sources, ConnectorCatalog connectors) {
    this.sources = sources;
    this.connectors = connectors;
  }

  /** The other sources of a source's account. */
  List<UUID> others(ConfiguredSource source) {
    return others.get(source.source().id(), _ -> read(source));
  }

  private List<UUID> read(ConfiguredSource source) {
    List<String> secrets =
        connectors.serving(source).stream()
            .flatMap(connector -> connector.description().fields().stream())
            .filter(SourceField::secret)
            .map(SourceField::name)
            .filter(name -> source.source().setting(name) != null)
            .toList();
    return secrets.isEmpty()
        ? List.of()
        : sources.all().stream()
            .filter(other -> !other.source().id().equals(source.source().id()))
            .filter(other -> other.source().connector().equals(source.source().connector()))
            .filter(other -> secrets.stream().allMatch(name -> areEqual(name, source, other)))
            .map(other -> other.source().id())
            .toList();
  }

  private static boolean areEqual(String name, ConfiguredSource one, ConfiguredSource other) {
    return Objects.equals(one.source().setting(name), other.source().setting(name));
  }
}
