package dev.herald.channels.http;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/** Looks hosts up, never longer than a deadline, and only into the networks that it may reach. */
public final class Resolver implements DnsResolver {
  private final Reach reach;
  private final Duration deadline;

  public Resolver(Reach reach, Duration deadline) {
    this.reach = reach;
    this.deadline = deadline;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = lookUp(host);
    // One private address among public ones is what an attacker's name server would answer.
    if (reach == Reach.PUBLIC && !List.of(addresses).stream().allMatch(PublicAddress::is)) {
      throw new ForbiddenHost(host);
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  private InetAddress[] lookUp(String host) throws UnknownHostException {
    CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            answer.complete(InetAddress.getAllByName(host));
          } catch (UnknownHostException e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException _) {
      throw new UnknownHostException(host);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw (UnknownHostException)
          new UnknownHostException(host).initCause(new InterruptedIOException());
    }
  }

  /** The host has an address in a network that must not be called. */
  static final class ForbiddenHost extends UnknownHostException {
    ForbiddenHost(String host) {
      super(host);
    }
  }
}
