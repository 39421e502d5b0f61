package dev.herald.channels.http;

import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/** A client for HTTP/2 that is not there, nor its threads, until somebody needs it. */
final class LazyClient implements AutoCloseable {
  private final Duration deadline;
  private final DnsResolver names;
  private volatile @Nullable Http2Client client;

  LazyClient(Duration deadline, DnsResolver names) {
    this.deadline = deadline;
    this.names = names;
  }

  HttpOutcome exchange(HttpCall call) {
    Http2Client standing = client;
    return (standing == null ? made() : standing).exchange(call);
  }

  private synchronized Http2Client made() {
    Http2Client standing = client;
    if (standing == null) {
      standing = new Http2Client(deadline, names);
      client = standing;
    }
    return standing;
  }

  @Override
  public synchronized void close() {
    Http2Client standing = client;
    if (standing != null) {
      standing.close();
    }
  }
}
