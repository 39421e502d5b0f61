package dev.herald.server.sandbox;

import dev.herald.channel.network.Egress;
import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.SandboxOptions;
import dev.herald.server.source.StandInEgress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The stand-in providers that test keys' messages go to: in sandbox mode those that all messages go
 * to, else some of this process's own, on free ports of the loopback address. These start with the
 * first message of a test key.
 */
@Component
class StandIns implements StandInEgress, DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(StandIns.class);

  private final Egress egress;
  private final ObjectProvider<Sandbox> builtIn;
  private final ObjectProvider<SandboxAccounts> accounts;
  private @Nullable Sandbox own;

  StandIns(
      Egress egress, ObjectProvider<Sandbox> builtIn, ObjectProvider<SandboxAccounts> accounts) {
    this.egress = egress;
    this.builtIn = builtIn;
    this.accounts = accounts;
  }

  @Override
  public Egress.Sandbox egress() {
    return switch (egress) {
      case Egress.Sandbox sandbox -> sandbox;
      case Egress.Direct _ -> {
        Sandbox running = own();
        yield new Egress.Sandbox(
            running.httpAddress(), running.smtpAddress(), running.smppAddress());
      }
    };
  }

  private synchronized Sandbox own() {
    if (own == null) {
      own = Sandbox.start(SandboxOptions.defaults().ports(0, 0));
      log.info("The stand-in providers for test keys have started at {}", own.httpAddress());
      accounts.getObject().look();
    }
    return own;
  }

  /** Those that this process runs, if it runs any. */
  synchronized Optional<Sandbox> running() {
    return own == null ? Optional.ofNullable(builtIn.getIfAvailable()) : Optional.of(own);
  }

  @Override
  public synchronized void destroy() {
    if (own != null) {
      own.close();
    }
  }
}
