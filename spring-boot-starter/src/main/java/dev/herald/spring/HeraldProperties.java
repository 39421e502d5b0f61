package dev.herald.spring;

import dev.herald.client.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/**
 * The address of Herald, and how to call it.
 *
 * @param enabled whether to create a client
 * @param url of Herald, such as https://herald.example.com
 * @param key API key of the application, from POST /v1/applications/{code}/keys
 * @param deadline how long a call may take with all its attempts
 * @param attempt how long one attempt may take
 * @param outbox the table in the application's own database that submissions go through
 */
@ConfigurationProperties("herald.client")
public record HeraldProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("http://127.0.0.1:8480") String url,
    @Nullable String key,
    @DefaultValue("30s") Duration deadline,
    @DefaultValue("10s") Duration attempt,
    @DefaultValue Outbox outbox) {

  /**
   * The outbox.
   *
   * @param enabled whether to create one, if there is a DataSource
   * @param relay whether this process forwards rows; at least one process must
   * @param initializeSchema when its table is created at the start
   * @param batch how many rows are forwarded in one request, at most
   * @param poll how often to poll for rows that no commit of this process announced
   * @param attempts how often Herald may fail on a row before it is parked
   * @param firstPause the first back-off, doubled each time
   * @param longestPause at most, unless Herald says how long
   */
  public record Outbox(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("true") boolean relay,
      @DefaultValue("embedded") DatabaseInitializationMode initializeSchema,
      @DefaultValue("200") int batch,
      @DefaultValue("2s") Duration poll,
      @DefaultValue("12") int attempts,
      @DefaultValue("500ms") Duration firstPause,
      @DefaultValue("1m") Duration longestPause) {}

  RetryPolicy retries() {
    return RetryPolicy.standard().withDeadline(deadline).withAttempt(attempt);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "HeraldProperties[url=%s]".formatted(url);
  }
}
