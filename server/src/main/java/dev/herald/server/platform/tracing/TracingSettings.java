package dev.herald.server.platform.tracing;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where spans are told.
 *
 * @param endpoint of a collector that takes OTLP by HTTP, with its path, for example {@code
 *     http://127.0.0.1:4318/v1/traces}; none: nothing is told
 * @param share of the traces that begin here which are told, 0 to 1; what a caller's trace says
 *     comes first
 */
@ConfigurationProperties("herald.tracing")
public record TracingSettings(@Nullable URI endpoint, @DefaultValue("1") double share) {
  public TracingSettings {
    if (share < 0 || share > 1) {
      throw new IllegalArgumentException("herald.tracing.share is a number from 0 to 1");
    }
  }
}
