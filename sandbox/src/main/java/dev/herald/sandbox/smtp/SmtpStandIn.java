package dev.herald.sandbox.smtp;

import dev.herald.sandbox.account.Accounts;
import dev.herald.sandbox.cap.Recent;
import dev.herald.sandbox.outbox.Envelope;
import dev.herald.sandbox.outbox.Outbox;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.rule.Rules;
import dev.herald.sandbox.standin.Magic;
import dev.herald.sandbox.standin.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/**
 * A submission server: STARTTLS with a certificate of its own, AUTH, one virtual thread a session.
 */
public final class SmtpStandIn implements AutoCloseable {
  static final String PROVIDER = "smtp";

  private final Accounts accounts;
  private final Rules rules;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Recent greylist = new Recent(10_000);
  private final SMTPServer server;

  private SmtpStandIn(
      int port, InstantSource clock, Accounts accounts, Rules rules, Outbox outbox) {
    this.accounts = accounts;
    this.rules = rules;
    this.outbox = outbox;
    this.clock = clock;
    SelfSigned tls = new SelfSigned();
    this.server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .softwareName("Herald sandbox")
            .backlog(4_096)
            .maxConnections(10_000)
            .connectionTimeout(10, TimeUnit.MINUTES)
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .enableTLS()
            .startTlsSocketFactory(tls::upgrade)
            .showAuthCapabilitiesBeforeSTARTTLS(true)
            .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(this::logIn))
            .messageHandlerFactory(context -> new SmtpDelivery(this, (Session) context))
            .build();
  }

  /**
   * @throws UncheckedIOException when the port is taken
   */
  public static SmtpStandIn start(
      int port, InstantSource clock, Accounts accounts, Rules rules, Outbox outbox) {
    SmtpStandIn standIn = new SmtpStandIn(port, clock, accounts, rules, outbox);
    try {
      standIn.server.start();
      return standIn;
    } catch (RuntimeException e) {
      throw e.getCause() instanceof IOException taken ? new UncheckedIOException(taken) : e;
    }
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPortAllocated());
  }

  Rules rules() {
    return rules;
  }

  /** What is known of a user who got past {@link #logIn}. */
  SignatureCheck login(String user) {
    return accounts.secrets(PROVIDER, user).isEmpty()
        ? SignatureCheck.UNVERIFIED
        : SignatureCheck.VERIFIED;
  }

  /** A refusal at the first sight of an address that greylists. */
  Optional<Refusal> greylisted(String address) {
    return Magic.isGreylisted(address) && greylist.isNew(address, 0, Long.MAX_VALUE)
        ? Refusal.refuse("450 4.7.1", "greylisted, come back later")
        : Optional.empty();
  }

  void add(Envelope envelope, Outcome outcome, ReceivedMail mail) {
    outbox.add(clock.instant(), envelope, outcome, mail);
  }

  private void logIn(String user, String password, MessageContext context)
      throws LoginFailedException {
    Set<String> passwords = accounts.secrets(PROVIDER, user);
    boolean unknown = Magic.reason(user).filter(Reason.CREDENTIALS::equals).isPresent();
    if (unknown || !passwords.isEmpty() && !passwords.contains(password)) {
      throw new LoginFailedException();
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
