package dev.herald.sandbox;

import dev.herald.sandbox.account.Accounts;
import dev.herald.sandbox.http.WireServer;
import dev.herald.sandbox.outbox.Outbox;
import dev.herald.sandbox.receipt.Receipts;
import dev.herald.sandbox.rule.Rules;
import dev.herald.sandbox.smpp.SmppStandIn;
import dev.herald.sandbox.smtp.SmtpStandIn;
import dev.herald.sandbox.standin.Backing;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** The stand-in providers, running. */
public final class Sandbox implements AutoCloseable {
  private final Outbox outbox;
  private final Rules rules = new Rules();
  private final Accounts accounts = new Accounts();
  private final Receipts receipts = new Receipts();
  private final WireServer http;
  private final SmtpStandIn smtp;
  private final SmppStandIn smpp;

  private Sandbox(SandboxOptions options) {
    this.outbox = new Outbox(options.kept());
    this.smtp = SmtpStandIn.start(options.smtpPort(), options.clock(), accounts, rules, outbox);
    try {
      this.smpp = SmppStandIn.start(options.smppPort(), options.clock(), accounts, rules, outbox);
    } catch (UncheckedIOException taken) {
      smtp.close();
      throw taken;
    }
    try {
      this.http = WireServer.start(options.httpPort(), front(options));
    } catch (UncheckedIOException taken) {
      smtp.close();
      smpp.close();
      throw taken;
    }
  }

  /**
   * Starts listening on the loopback address.
   *
   * @throws UncheckedIOException when a port is taken
   */
  public static Sandbox start(SandboxOptions options) {
    return new Sandbox(options);
  }

  private HttpFront front(SandboxOptions options) {
    Backing backing =
        new Backing(options.clock(), options.capPolicy(), options.figures(), accounts, receipts);
    return new HttpFront(new Hosts(StandIns.all(backing)), rules, outbox, options.clock());
  }

  /** Where every HTTP provider is; the {@code Host} header says which one is meant. */
  public InetSocketAddress httpAddress() {
    return http.address();
  }

  public InetSocketAddress smtpAddress() {
    return smtp.address();
  }

  public InetSocketAddress smppAddress() {
    return smpp.address();
  }

  public Outbox outbox() {
    return outbox;
  }

  public Rules rules() {
    return rules;
  }

  public Accounts accounts() {
    return accounts;
  }

  /** Where providers report to. Without a callback they report nothing. */
  public Receipts receipts() {
    return receipts;
  }

  @Override
  public void close() {
    receipts.close();
    http.close();
    smtp.close();
    smpp.close();
  }
}
