package dev.herald.channels.smpp;

import dev.herald.channel.network.Egress;
import dev.herald.channel.network.PrivateTargets;
import dev.herald.channels.http.Resolver;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;

/**
 * The bind of one source, as a transceiver: made with the first message, kept by questions whether
 * the link is alive, and made anew when it is lost, since receipts come over it.
 */
final class SmppBind implements AutoCloseable {
  private static final int ENQUIRE_MILLIS = 30_000;
  private static final int PATIENCE_PART = 20;

  /** The message centre is to try again later: what it delivered could not be kept. */
  private static final int TRY_AGAIN = 0x64;

  private final SmppSettings settings;
  private final Egress egress;
  private final Duration deadline;
  private final Hearing hearing;
  private final Semaphore window;
  private final ReentrantLock binding = new ReentrantLock();
  private volatile @Nullable Bound bound;
  private volatile boolean closed;

  /** Takes what the message centre delivers; an exception: it could not be kept. */
  @FunctionalInterface
  interface Hearing {
    void heard(DeliverSm delivered);
  }

  /**
   * A session that was bound.
   *
   * @param over when it is closed, by whomever
   */
  record Bound(SMPPSession session, CompletableFuture<Void> over) {
    boolean isAlive() {
      return !over.isDone() && session.getSessionState().isBound();
    }
  }

  /** A bind that was refused. */
  static final class Refused extends IOException {
    private final int status;

    Refused(int status) {
      super("the bind was refused");
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  SmppBind(SmppSettings settings, Egress egress, Duration deadline, Hearing hearing) {
    this.settings = settings;
    this.egress = egress;
    this.deadline = deadline;
    this.hearing = hearing;
    this.window = new Semaphore(settings.window());
  }

  SmppSettings settings() {
    return settings;
  }

  /** Waits a moment for a place among the unanswered requests. */
  boolean enter() {
    try {
      return window.tryAcquire(deadline.toNanos() / PATIENCE_PART, TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void leave() {
    window.release();
  }

  /**
   * @throws Refused by the message centre
   */
  Bound bound() throws IOException {
    Bound present = bound;
    if (present != null && present.isAlive()) {
      return present;
    }
    binding.lock();
    try {
      Bound other = bound;
      if (other != null && other.isAlive()) {
        return other;
      }
      Bound made = bind();
      bound = made;
      if (closed) {
        made.session.unbindAndClose();
      }
      return made;
    } finally {
      binding.unlock();
    }
  }

  /** One that was bound and lost is bound again: its receipts wait. */
  void keep() {
    Bound lost = bound;
    if (lost != null && !lost.isAlive() && !closed) {
      try {
        Bound _ = bound();
      } catch (IOException _) {
        // The next look tries again, and the next message says why.
      }
    }
  }

  private Bound bind() throws IOException {
    SMPPSession session = new SMPPSession((_, _) -> connected());
    session.setTransactionTimer(deadline.toMillis());
    session.setEnquireLinkTimer(ENQUIRE_MILLIS);
    session.setMessageReceiverListener(new Listener());
    CompletableFuture<Void> over = new CompletableFuture<>();
    session.addSessionStateListener((next, _, _) -> {
      if (next == org.jsmpp.extra.SessionState.CLOSED) {
        over.complete(null);
      }
    });
    try {
      String _ =
          session.connectAndBind(
              settings.host(),
              settings.port(),
              new BindParameter(
                  BindType.BIND_TRX,
                  settings.systemId(),
                  settings.password(),
                  settings.systemType(),
                  TypeOfNumber.UNKNOWN,
                  NumberingPlanIndicator.UNKNOWN,
                  null),
              deadline.toMillis());
      return new Bound(session, over);
    } catch (IOException e) {
      session.close();
      throw refusal(e);
    }
  }

  private static IOException refusal(IOException e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof NegativeResponseException negative) {
        return new Refused(negative.getCommandStatus());
      }
    }
    return e;
  }

  private Connection connected() throws IOException {
    return switch (egress) {
      case Egress.Direct(PrivateTargets allowed) -> {
        InetAddress address = new Resolver(allowed, deadline).resolve(settings.host())[0];
        Socket plain = connected(new InetSocketAddress(address, settings.port()));
        yield new SocketConnection(settings.tls() ? secured(plain) : plain);
      }
      case Egress.Sandbox(_, _, InetSocketAddress smpp) -> {
        if (smpp == null) {
          throw new ConnectException("the sandbox has no message centre");
        }
        yield new SocketConnection(connected(smpp));
      }
    };
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, Math.toIntExact(deadline.toMillis()));
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private Socket secured(Socket plain) throws IOException {
    SSLSocketFactory sockets = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secured =
        (SSLSocket) sockets.createSocket(plain, settings.host(), settings.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  /** Ends the session, so that the next message makes another. */
  void drop(Bound lost) {
    lost.session.close();
  }

  @Override
  public void close() {
    closed = true;
    Bound last = bound;
    if (last != null && last.isAlive()) {
      last.session.unbindAndClose();
    }
  }

  private final class Listener implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm delivered) throws ProcessRequestException {
      try {
        hearing.heard(delivered);
      } catch (RuntimeException notKept) {
        throw new ProcessRequestException("not kept", TRY_AGAIN, notKept);
      }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
      throw new ProcessRequestException("not taken", 0x03);
    }
  }
}
