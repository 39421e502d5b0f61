package dev.herald.server.sandbox;

import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.Source;
import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.account.Accounts;
import dev.herald.server.platform.outgoing.SigningSecrets;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Tells the stand-ins the secrets of the configured sources, as if each were known there. */
@Component
class SandboxAccounts implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(SandboxAccounts.class);

  private final StandIns standIns;
  private final Sources sources;
  private final ConnectorCatalog connectors;
  private final SandboxReceipts receipts;
  private final ObjectProvider<SigningSecrets> signing;
  private final Set<Source> known = new HashSet<>();
  private @Nullable ScheduledExecutorService watch;

  SandboxAccounts(
      StandIns standIns,
      Sources sources,
      ConnectorCatalog connectors,
      SandboxReceipts receipts,
      ObjectProvider<SigningSecrets> signing) {
    this.standIns = standIns;
    this.sources = sources;
    this.connectors = connectors;
    this.receipts = receipts;
    this.signing = signing;
  }

  @Override
  public void start() {
    watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sandbox-accounts").daemon().factory());
    watch.scheduleWithFixedDelay(this::look, 0, 500, TimeUnit.MILLISECONDS);
  }

  void look() {
    try {
      standIns.running().ifPresent(this::look);
    } catch (RuntimeException e) {
      log.warn("The sandbox could not learn the sources, trying again: {}", e.toString());
    }
  }

  private synchronized void look(Sandbox sandbox) {
    for (ConfiguredSource configured : sources.all()) {
      receipts.tell(configured, sandbox.receipts());
      if (known.add(configured.source())) {
        register(configured.source(), sandbox.accounts());
      }
    }
    signing.stream()
        .flatMap(each -> each.signingSecrets().stream())
        .forEach(secret -> sandbox.accounts().register("webhook", "*", secret));
  }

  private void register(Source source, Accounts accounts) {
    if (source.connector().equals("webhook")) {
      registerWebhook(source, accounts);
    } else {
      Set<String> secrets = secrets(source);
      source
          .settings()
          .values()
          .forEach(account ->
              secrets.stream()
                  .filter(secret -> !secret.equals(account))
                  .forEach(secret -> accounts.register(source.connector(), account, secret)));
    }
  }

  /** Whichever setting names the account: each of the source's secrets is one of its. */
  private Set<String> secrets(Source source) {
    Set<String> secrets = new HashSet<>();
    connectors
        .find(source.connector())
        .ifPresent(connector ->
            connector.description().fields().stream()
                .filter(ConnectorDescription.SourceField::secret)
                .map(field -> source.setting(field.name()))
                .filter(Objects::nonNull)
                .forEach(secrets::add));
    return secrets;
  }

  private static void registerWebhook(Source source, Accounts accounts) {
    String secret = source.setting("secret");
    if (secret != null) {
      accounts.register("webhook", "*", secret);
    }
  }

  @Override
  public void stop() {
    ScheduledExecutorService running = watch;
    if (running != null) {
      running.shutdownNow();
      watch = null;
    }
  }

  @Override
  public boolean isRunning() {
    return watch != null;
  }
}
