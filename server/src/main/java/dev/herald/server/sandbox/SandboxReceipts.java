package dev.herald.server.sandbox;

import dev.herald.channel.Connector;
import dev.herald.channel.receipt.Receipts.Proof;
import dev.herald.sandbox.receipt.Callback;
import dev.herald.sandbox.receipt.Receipts;
import dev.herald.server.platform.web.ListenAddress;
import dev.herald.server.receipt.ReceiptAddress;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the stand-ins where to report, as an operator tells a provider. */
@Component
class SandboxReceipts {
  /** The setting that a provider signs its reports with, where it signs them. */
  private static final Map<String, String> SIGNED_WITH =
      Map.of(
          "twilio", "authToken",
          "whatsapp-cloud", "appSecret",
          "wechat-mp", "callbackToken",
          "feishu-app", "encryptKey",
          "tiger-app", "secret");

  /** As long as the fastest of carriers takes. */
  private static final Duration DELAY = Duration.ofMillis(500);

  private final ConnectorCatalog connectors;
  private final ReceiptAddress address;
  private final ListenAddress listening;
  private final SandboxSettings settings;
  private final Set<UUID> told = new HashSet<>();
  private volatile @Nullable String port;

  SandboxReceipts(
      ConnectorCatalog connectors,
      ReceiptAddress address,
      ListenAddress listening,
      SandboxSettings settings) {
    this.connectors = connectors;
    this.address = address;
    this.listening = listening;
    this.settings = settings;
  }

  @EventListener
  void ready(ApplicationReadyEvent ready) {
    port = ready.getApplicationContext().getEnvironment().getProperty("local.server.port");
  }

  /** Once for each source, as soon as it is known where this server listens. */
  synchronized void tell(ConfiguredSource source, Receipts standIns) {
    String open = port;
    if (settings.sandboxReceipts() && open != null && told.add(source.source().id())) {
      connectors
          .find(source.source().connector())
          .flatMap(Connector::receipts)
          .ifPresent(receipts -> tell(source, receipts.proof() == Proof.ADDRESS, standIns, open));
    }
  }

  /** Whichever setting names the account. */
  private void tell(ConfiguredSource source, boolean secret, Receipts standIns, String open) {
    URI url = URI.create(listening.url("localhost", open) + address.of(source, secret));
    String connector = source.source().connector();
    String signedWith = SIGNED_WITH.get(connector);
    String key =
        signedWith == null
            ? ""
            : Objects.requireNonNullElse(source.source().setting(signedWith), "");
    Callback callback = Callback.to(url, key).after(DELAY);
    source
        .source()
        .settings()
        .values()
        .forEach(account -> standIns.report(connector, account, callback));
  }
}
