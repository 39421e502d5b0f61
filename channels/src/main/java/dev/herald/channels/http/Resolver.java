package dev.herald.channels.http;

import dev.herald.channel.network.PrivateTargets;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks hosts up, never longer than a deadline, and only into the networks that it may reach. Every
 * connector asks it, and connects to nothing but what it answers.
 */
public final class Resolver implements DnsResolver {
  private final PrivateTargets allowed;
  private final Duration deadline;

  public Resolver(PrivateTargets allowed, Duration deadline) {
    this.allowed = allowed;
    this.deadline = deadline;
  }

  /**
   * @throws ForbiddenHost when it has an address that is closed to connectors
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = lookUp(host);
    if (!allowed.allow(host, addresses)) {
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

  /** The host has an address in a network that must not be called. Its message says the mend. */
  public static final class ForbiddenHost extends UnknownHostException {
    ForbiddenHost(String host) {
      super(
          "%s is not a public address; an administrator of the server can list it in herald.egress.private-targets"
              .formatted(host));
    }
  }
}
