package dev.herald.sandbox;

import java.time.InstantSource;

/**
 * How a sandbox runs. It listens on the loopback address only.
 *
 * @param httpPort 0 for any free one
 * @param smtpPort 0 for any free one
 * @param clock what signatures and rate caps are measured by
 * @param capPolicy how far the providers' rate caps go
 * @param kept how many messages the outbox keeps whole
 */
public record SandboxOptions(
    int httpPort, int smtpPort, InstantSource clock, CapPolicy capPolicy, int kept) {

  public SandboxOptions {
    if (kept < 1) {
      throw new IllegalArgumentException("an outbox keeps at least one message");
    }
  }

  /** Free ports, the system's clock, caps without blocking, the newest 20,000 messages. */
  public static SandboxOptions defaults() {
    return new SandboxOptions(0, 0, InstantSource.system(), CapPolicy.WINDOW, 20_000);
  }

  public SandboxOptions ports(int http, int smtp) {
    return new SandboxOptions(http, smtp, clock, capPolicy, kept);
  }

  public SandboxOptions clock(InstantSource other) {
    return new SandboxOptions(httpPort, smtpPort, other, capPolicy, kept);
  }

  public SandboxOptions capPolicy(CapPolicy other) {
    return new SandboxOptions(httpPort, smtpPort, clock, other, kept);
  }

  public SandboxOptions kept(int messages) {
    return new SandboxOptions(httpPort, smtpPort, clock, capPolicy, messages);
  }
}
