package dev.herald.channels.smtp;

import dev.herald.channel.network.Egress;
import dev.herald.channel.network.PrivateTargets;
import dev.herald.channels.http.Resolver;
import dev.herald.channels.smtp.SmtpConnection.Trust;
import dev.herald.channels.smtp.SmtpSettings.Server;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections of one source: as many at once as it allows, kept open between mails. */
final class SmtpPool {
  private static final Duration MAX_IDLE = Duration.ofSeconds(30);
  private static final int PATIENCE_PART = 20;

  private final SmtpSettings settings;
  private final Egress egress;
  private final Duration deadline;
  private final Semaphore free;
  private final Deque<SmtpConnection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  SmtpPool(SmtpSettings settings, Egress egress, Duration deadline) {
    this.settings = settings;
    this.egress = egress;
    this.deadline = deadline;
    this.free = new Semaphore(settings.connections());
  }

  SmtpSettings settings() {
    return settings;
  }

  /** Waits a moment for the right to use a connection: the call has its whole deadline after. */
  boolean enter() {
    try {
      return free.tryAcquire(deadline.toNanos() / PATIENCE_PART, TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void leave() {
    free.release();
  }

  /** A connection that was open when it was last used; the latest one, or null. */
  @Nullable SmtpConnection kept() {
    return idle.pollFirst();
  }

  /** A connection that is yet to be opened. */
  SmtpConnection prepared() throws IOException {
    return switch (egress) {
      case Egress.Direct(PrivateTargets allowed) -> {
        Server server = settings.server();
        InetAddress address = new Resolver(allowed, deadline).resolve(server.host())[0];
        yield new SmtpConnection(settings, server, address, deadline, Trust.VERIFIED);
      }
      case Egress.Sandbox(_, InetSocketAddress smtp, _) -> {
        if (smtp == null) {
          throw new ConnectException("the sandbox has no mail server");
        }
        Server server = settings.server().standIn(smtp.getPort());
        InetAddress address =
            InetAddress.getByAddress(server.host(), smtp.getAddress().getAddress());
        yield new SmtpConnection(settings, server, address, deadline, Trust.ANY);
      }
    };
  }

  void keep(SmtpConnection connection) {
    idle.addFirst(connection);
    if (closed) {
      close();
    }
  }

  /** Closes what has been idle for long. */
  void sweep() {
    for (SmtpConnection oldest = idle.peekLast();
        oldest != null && oldest.idle().compareTo(MAX_IDLE) > 0;
        oldest = idle.peekLast()) {
      if (idle.removeLastOccurrence(oldest)) {
        oldest.close();
      }
    }
  }

  void close() {
    closed = true;
    for (SmtpConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      kept.close();
    }
  }
}
