package dev.herald.server.source;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Channel;
import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.RateCap;
import dev.herald.channel.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A source as it is kept. Its text form shows no setting.
 *
 * @param secrets opened
 * @param caps null: the connector's
 * @param ambiguity null: the connector's
 * @param pause null: it sends
 * @param givenFor where its connector sent requests when its secrets were given; null: not known
 */
record StoredSource(
    UUID id,
    String code,
    String connector,
    Channel channel,
    @Nullable UUID tenantId,
    Map<String, String> settings,
    Map<String, String> secrets,
    int weight,
    @Nullable List<RateCap> caps,
    @Nullable AmbiguityPolicy ambiguity,
    ConfiguredSource.@Nullable Pause pause,
    @Nullable String givenFor) {

  /** Whether its secrets were given for other addresses than those of this connector. */
  boolean isElsewhere(Connector by) {
    return givenFor != null && !givenFor.equals(by.reach());
  }

  boolean paused() {
    return pause != null;
  }

  /** With what the connector adds to it. */
  ConfiguredSource configured(Connector by) {
    ConnectorDescription description = by.description();
    Map<String, String> all = new HashMap<>();
    for (SourceField field : description.fields()) {
      if (field.fallback() != null) {
        all.put(field.name(), field.fallback());
      }
    }
    all.putAll(settings);
    all.putAll(secrets);
    return new ConfiguredSource(
        new Source(id, code, connector, all),
        channel,
        tenantId,
        weight,
        caps == null ? description.caps() : caps,
        ambiguity == null ? description.ambiguity() : ambiguity,
        pause,
        by);
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(code, connector);
  }
}
