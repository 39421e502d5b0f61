package dev.herald.channels.smtp;

import dev.herald.channels.smtp.SmtpSettings.Login;
import dev.herald.channels.smtp.SmtpSettings.Server;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.util.MailSSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One open conversation with a server, used by one thread at a time. */
final class SmtpConnection {
  private static final Duration CHECKED_AFTER = Duration.ofSeconds(1);
  private static final int MAX_MAILS = 100;

  private final Server server;
  private final InetAddress address;
  private final int deadlineMillis;
  private final Socket socket = new Socket();
  private final StagedTransport transport;
  private int mails;
  private long lastUsed = System.nanoTime();

  /**
   * @param address where to go, with the name of the host that the certificate is checked for
   */
  SmtpConnection(
      SmtpSettings settings, Server server, InetAddress address, Duration deadline, Trust trust) {
    this.server = server;
    this.address = address;
    this.deadlineMillis = Math.toIntExact(deadline.toMillis());
    this.transport =
        new StagedTransport(
            Session.getInstance(properties(settings, server, trust)),
            url(server, settings.login()));
  }

  /** Whether the server's certificate must be the named host's. */
  enum Trust {
    VERIFIED,
    /** For the sandbox, which can't have the certificate of the host that it stands in for. */
    ANY
  }

  /** One for all connections, so that the second one resumes the first one's TLS session. */
  private static final class AnyServer {
    static final MailSSLSocketFactory SOCKETS = trusting();

    private static MailSSLSocketFactory trusting() {
      try {
        MailSSLSocketFactory sockets = new MailSSLSocketFactory();
        sockets.setTrustAllHosts(true);
        return sockets;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this JVM has no TLS", e);
      }
    }
  }

  private static URLName url(Server server, @Nullable Login login) {
    return new URLName(
        "smtp",
        server.host(),
        server.port(),
        null,
        login == null ? null : login.username(),
        login == null ? null : login.password());
  }

  private static Properties properties(SmtpSettings settings, Server server, Trust trust) {
    boolean upgrade = server.security() == Security.STARTTLS;
    String from = settings.from();
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.localhost", from.substring(from.lastIndexOf('@') + 1));
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(upgrade));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(upgrade));
    properties.setProperty("mail.smtp.auth", Boolean.toString(settings.login() != null));
    properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    properties.setProperty("mail.smtp.quitwait", "false");
    switch (trust) {
      case VERIFIED -> properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
      case ANY -> {
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "false");
        properties.put("mail.smtp.ssl.socketFactory", AnyServer.SOCKETS);
      }
    }
    return properties;
  }

  void open() throws IOException, MessagingException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(deadlineMillis);
    socket.connect(new InetSocketAddress(address, server.port()), deadlineMillis);
    transport.connect(server.security() == Security.TLS ? encrypted() : socket);
  }

  private Socket encrypted() throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket encrypted =
        (SSLSocket) factory.createSocket(socket, server.host(), server.port(), true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  /** Gives the server a mail; returns its words. */
  String send(Mail mail) throws MessagingException {
    mails++;
    transport.begin();
    transport.sendMessage(mail, Objects.requireNonNull(mail.getAllRecipients(), "no recipient"));
    lastUsed = System.nanoTime();
    return Objects.requireNonNullElse(transport.getLastServerResponse(), "");
  }

  Stage stage() {
    return transport.stage();
  }

  /** Whether mails may follow, as far as is known without asking the server. */
  boolean isLoggedIn() {
    return !socket.isClosed() && transport.stage().compareTo(Stage.LOGIN) > 0;
  }

  /** Whether it can take another mail. Asks the server when it has been quiet for a while. */
  boolean isUsable() {
    return !socket.isClosed()
        && mails < MAX_MAILS
        && (idle().compareTo(CHECKED_AFTER) < 0 || transport.isConnected());
  }

  Duration idle() {
    return Duration.ofNanos(System.nanoTime() - lastUsed);
  }

  void cut() {
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone, which was wanted.
    }
  }

  /** Takes leave of the server, without waiting for its answer. */
  void close() {
    try {
      transport.close();
    } catch (MessagingException _) {
      // The server had left already.
    } finally {
      cut();
    }
  }
}
