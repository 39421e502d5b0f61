package dev.herald.sandbox;

import dev.herald.sandbox.cap.CapPolicy;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How a sandbox runs. It listens on the loopback address only.
 *
 * @param httpPort 0 for any free one
 * @param smtpPort 0 for any free one
 * @param smppPort 0 for any free one
 * @param clock what signatures and rate caps are measured by
 * @param capPolicy how far the providers' rate caps go
 * @param kept how many messages the outbox keeps whole
 * @param figures limits that no document of a provider gives for certain, by name, where they are
 *     to be other than usual: {@code dingtalk-robot.bytes}
 */
public record SandboxOptions(
    int httpPort,
    int smtpPort,
    int smppPort,
    InstantSource clock,
    CapPolicy capPolicy,
    int kept,
    Map<String, Integer> figures) {

  public SandboxOptions {
    if (kept < 1) {
      throw new IllegalArgumentException("an outbox keeps at least one message");
    }
    figures = Map.copyOf(figures);
  }

  /** Free ports, the system's clock, caps without blocking, the newest 20,000 messages. */
  public static SandboxOptions defaults() {
    return new SandboxOptions(0, 0, 0, InstantSource.system(), CapPolicy.WINDOW, 20_000, Map.of());
  }

  public SandboxOptions ports(int http, int smtp) {
    return new SandboxOptions(http, smtp, smppPort, clock, capPolicy, kept, figures);
  }

  public SandboxOptions clock(InstantSource other) {
    return new SandboxOptions(httpPort, smtpPort, smppPort, other, capPolicy, kept, figures);
  }

  public SandboxOptions capPolicy(CapPolicy other) {
    return new SandboxOptions(httpPort, smtpPort, smppPort, clock, other, kept, figures);
  }

  public SandboxOptions kept(int messages) {
    return new SandboxOptions(httpPort, smtpPort, smppPort, clock, capPolicy, messages, figures);
  }

  public SandboxOptions figure(String name, int value) {
    Map<String, Integer> all = new HashMap<>(figures);
    all.put(name, value);
    return new SandboxOptions(httpPort, smtpPort, smppPort, clock, capPolicy, kept, all);
  }
}
