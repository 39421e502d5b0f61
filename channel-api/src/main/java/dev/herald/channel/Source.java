package dev.herald.channel;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sending account at a connector. Equal sources may share connections and tokens. Its text form
 * shows no setting.
 *
 * @param id stays the same when settings change
 * @param code the operator's name for it, unique
 * @param connector the connector's name
 * @param settings by field name of {@link ConnectorDescription#fields()}, secrets in the clear
 */
public record Source(UUID id, String code, String connector, Map<String, String> settings) {
  public Source {
    settings = Map.copyOf(settings);
  }

  public @Nullable String setting(String field) {
    return settings.get(field);
  }

  /**
   * @throws SettingFault when the setting is missing
   */
  public String required(String field) {
    String value = settings.get(field);
    if (value == null) {
      throw new SettingFault(new CallReason.SettingMissing(field));
    }
    return value;
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(code, connector);
  }
}
