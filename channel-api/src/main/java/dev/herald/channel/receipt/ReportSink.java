package dev.herald.channel.receipt;

import dev.herald.channel.Source;

/** Takes what a provider says later, where it says it over a connection that Herald made. */
@FunctionalInterface
public interface ReportSink {
  /** Nobody listens. */
  ReportSink NONE =
      (_, _) -> {
        throw new IllegalStateException("nobody keeps reports here");
      };

  /**
   * Returns once it is durable.
   *
   * @throws RuntimeException when it could not be kept; the provider is to say it again
   */
  void heard(Source source, Report report);
}
