package dev.herald.sandbox.smpp;

import dev.herald.sandbox.account.Accounts;
import dev.herald.sandbox.outbox.Envelope;
import dev.herald.sandbox.outbox.Outbox;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.rule.Rules;
import dev.herald.sandbox.standin.Magic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;

/** A message centre: binds with a password, windows, receipts and replies over the same bind. */
public final class SmppStandIn implements AutoCloseable {
  static final String PROVIDER = "smpp";
  private static final int BACKLOG = 512;
  private static final int BIND_WITHIN_MILLIS = 30_000;

  /** So that one that hangs holds up no other. */
  private static final int AT_ONCE = 64;

  private static final int WRONG_PASSWORD = 0x0E;
  private static final int WRONG_SYSTEM_ID = 0x0F;

  private final Accounts accounts;
  private final Rules rules;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Listening listening;
  private final SMPPServerSessionListener listener;
  private final Map<Integer, Socket> sockets = new ConcurrentHashMap<>();
  private final Set<SMPPServerSession> sessions = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private SmppStandIn(int port, InstantSource clock, Accounts accounts, Rules rules, Outbox outbox)
      throws IOException {
    this.accounts = accounts;
    this.rules = rules;
    this.outbox = outbox;
    this.clock = clock;
    this.listening = new Listening(port);
    this.listener = new SMPPServerSessionListener(port, listening);
    listener.setPduProcessorDegree(AT_ONCE);
  }

  /**
   * @throws UncheckedIOException when the port is taken
   */
  public static SmppStandIn start(
      int port, InstantSource clock, Accounts accounts, Rules rules, Outbox outbox) {
    try {
      SmppStandIn standIn = new SmppStandIn(port, clock, accounts, rules, outbox);
      Thread.ofVirtual().name("sandbox-smpp").start(standIn::listen);
      return standIn;
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.socket.getLocalPort());
  }

  /** On the loopback address alone, and knows the socket of each session. */
  private final class Listening implements ServerConnectionFactory, ServerConnection {
    private final ServerSocket socket;

    Listening(int port) throws IOException {
      this.socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    }

    @Override
    public ServerConnection listen(int port) {
      return this;
    }

    @Override
    public ServerConnection listen(int port, int timeout) {
      return this;
    }

    @Override
    public ServerConnection listen(int port, int timeout, int backlog) {
      return this;
    }

    @Override
    public Connection accept() throws IOException {
      Socket accepted = socket.accept();
      accepted.setTcpNoDelay(true);
      sockets.put(accepted.getPort(), accepted);
      return new SocketConnection(accepted);
    }

    @Override
    public void setSoTimeout(int timeout) throws IOException {
      socket.setSoTimeout(timeout);
    }

    @Override
    public int getSoTimeout() throws IOException {
      return socket.getSoTimeout();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private void listen() {
    while (!closed) {
      try {
        SMPPServerSession session = listener.accept();
        sessions.add(session);
        Thread.ofVirtual().start(() -> serve(session));
      } catch (IOException _) {
        // closing, or one that left at once
      }
    }
  }

  private void serve(SMPPServerSession session) {
    try {
      BindRequest bind = session.waitForBind(BIND_WITHIN_MILLIS);
      int refused = refusal(bind.getSystemId(), bind.getPassword());
      if (refused == 0) {
        session.setMessageReceiverListener(new SmppDelivery(this, session, bind.getSystemId()));
        bind.accept("sandbox");
      } else {
        bind.reject(refused); // and whoever came leaves
      }
    } catch (TimeoutException | IOException | PDUStringException | IllegalStateException _) {
      session.close();
    }
  }

  private int refusal(String systemId, String password) {
    if (Magic.reason(systemId).filter(Reason.CREDENTIALS::equals).isPresent()) {
      return WRONG_SYSTEM_ID;
    }
    Set<String> passwords = accounts.secrets(PROVIDER, systemId);
    return passwords.isEmpty() || passwords.contains(password) ? 0 : WRONG_PASSWORD;
  }

  Rules rules() {
    return rules;
  }

  SignatureCheck login(String systemId) {
    return accounts.secrets(PROVIDER, systemId).isEmpty()
        ? SignatureCheck.UNVERIFIED
        : SignatureCheck.VERIFIED;
  }

  Socket socket(SMPPServerSession session) throws IOException {
    Socket socket = sockets.get(session.getPort());
    if (socket == null) {
      throw new IOException("the session has ended");
    }
    return socket;
  }

  void add(Envelope envelope, Outcome outcome, Outbox.Parts parts) {
    outbox.add(clock.instant(), envelope, outcome, parts);
  }

  InstantSource clock() {
    return clock;
  }

  @Override
  public void close() {
    closed = true;
    try {
      listener.close();
    } catch (IOException _) {
      // it is closed
    }
    sessions.forEach(SMPPServerSession::close);
  }
}
