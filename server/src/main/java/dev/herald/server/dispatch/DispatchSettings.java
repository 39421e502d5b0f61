package dev.herald.server.dispatch;

import dev.herald.server.dispatch.retry.RetryPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are sent; what a source may take is {@code LimitSettings}'.
 *
 * @param retry after a failure that may pass
 * @param inquiry how often a provider is asked about a message whose outcome is unknown
 */
@ConfigurationProperties("herald.dispatch")
record DispatchSettings(@DefaultValue RetryPolicy retry, @DefaultValue Inquiry inquiry) {

  /** The pauses between questions to a provider. */
  public record Inquiry(
      @DefaultValue("2s") Duration base,
      @DefaultValue("4") double factor,
      @DefaultValue("6h") Duration most,
      @DefaultValue("12") int attempts) {
    RetryPolicy policy() {
      return new RetryPolicy(base, factor, most, attempts, 0.1);
    }
  }
}
