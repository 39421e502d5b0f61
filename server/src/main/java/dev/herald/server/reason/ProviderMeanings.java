package dev.herald.server.reason;

import java.util.Map;

/** What providers' codes mean, as the definitions of their connectors say. */
@FunctionalInterface
public interface ProviderMeanings {
  ProviderMeanings NONE = (_, _) -> Map.of();

  /** By language tag; empty when nobody said. */
  Map<String, String> of(String connector, String code);
}
