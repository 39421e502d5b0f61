package dev.herald.server.sandbox;

import dev.herald.channel.Source;
import dev.herald.sandbox.Accounts;
import dev.herald.sandbox.Sandbox;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Tells the stand-ins the secrets of the configured sources, as if each were known there. */
@Component
class SandboxAccounts implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(SandboxAccounts.class);

  private final StandIns standIns;
  private final Sources sources;
  private final Set<Source> known = new HashSet<>();
  private @Nullable ScheduledExecutorService watch;

  SandboxAccounts(StandIns standIns, Sources sources) {
    this.standIns = standIns;
    this.sources = sources;
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
      if (known.add(configured.source())) {
        register(configured.source(), sandbox.accounts());
      }
    }
  }

  private static void register(Source source, Accounts accounts) {
    switch (source.connector()) {
      case "dingtalk-robot", "feishu-bot" -> register(source, "token", "secret", accounts);
      case "tencent-sms" -> register(source, "secretId", "secretKey", accounts);
      case "smtp" -> register(source, "username", "password", accounts);
      case "webhook" -> registerWebhook(source, accounts);
      default -> {
        // the others sign nothing
      }
    }
  }

  private static void register(Source source, String account, String secret, Accounts accounts) {
    String name = source.setting(account);
    String value = source.setting(secret);
    if (name != null && value != null) {
      accounts.register(source.connector(), name, value);
    }
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
