package dev.herald.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.sandbox.Effect;
import dev.herald.sandbox.Rule;
import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.SandboxOptions;
import dev.herald.server.Api;
import dev.herald.server.HeraldProcess;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The packaged server with the ESOP example's configuration. The stand-in providers run in this
 * JVM, so that they outlive it; a few of their answers are slow, so that there is always a call
 * under way when something is killed.
 */
final class Esop implements AutoCloseable {
  private static final Path CONFIGURATION = Path.of("..", "examples", "esop.yaml");

  private final Sandbox sandbox;
  private final HeraldProcess server;
  private final String key;

  private Esop(Sandbox sandbox, HeraldProcess server, String key) {
    this.sandbox = sandbox;
    this.server = server;
    this.key = key;
  }

  static Esop start(Path home, long seed) {
    Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    sandbox.accounts().register("smtp", "equity", "sandbox");
    sandbox.accounts().register("tencent-sms", "AKIDsandbox", "sandbox");
    sandbox.rules().add(Rule.that(new Effect.Delay(Duration.ofMillis(300))).share(0.05, seed));
    HeraldProcess server =
        new HeraldProcess(
            home,
            "--herald.sandbox=true",
            "--herald.sandbox-http=127.0.0.1:" + sandbox.httpAddress().getPort(),
            "--herald.sandbox-smtp=127.0.0.1:" + sandbox.smtpAddress().getPort(),
            "--herald.dispatch.inquiry.base=200ms",
            "--herald.dispatch.inquiry.attempts=2");
    try {
      server.start();
      HeraldProcess.Ended applied = server.command("apply", CONFIGURATION.toString(), "--yes");
      assertThat(applied.status()).as(applied.output()).isZero();
      Api.Answer made = server.administrator().post("/v1/applications/esop/keys", "");
      return new Esop(sandbox, server, made.json().path("key").asString());
    } catch (RuntimeException | Error failure) {
      server.close();
      sandbox.close();
      throw failure;
    }
  }

  HeraldProcess server() {
    return server;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /** The server, as the ESOP application sees it. */
  Api api() {
    return server.anonymous().with(key);
  }

  @Override
  public void close() {
    server.close();
    sandbox.close();
  }
}
