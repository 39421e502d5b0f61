package dev.herald.channels.conformance;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorProvider.Environment;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.Source;
import dev.herald.channel.network.Egress;
import dev.herald.channels.Connectors;
import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.SandboxOptions;
import dev.herald.sandbox.cap.CapPolicy;
import dev.herald.sandbox.outbox.OutboxMessage;
import dev.herald.sandbox.outbox.OutboxQuery;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Rule;
import dev.herald.sandbox.rule.Rules;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** A connector, its stand-in, and a message for them. */
final class Rig implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final Duration SHORT_DEADLINE = Duration.ofMillis(400);

  private final Subject subject;
  private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().capPolicy(CapPolicy.OFF));
  private final Connectors connectors;

  Rig(Subject subject) {
    this.subject = subject;
    this.connectors =
        load(sandbox.httpAddress(), sandbox.smtpAddress(), sandbox.smppAddress(), DEADLINE);
    register();
  }

  /** The stand-in knows the source's secrets, whichever setting names the account. */
  private void register() {
    connector().description().fields().stream()
        .filter(ConnectorDescription.SourceField::secret)
        .map(field -> subject.settings().get(field.name()))
        .filter(Objects::nonNull)
        .forEach(secret ->
            subject.settings().values().stream()
                .filter(account -> !account.equals(secret))
                .forEach(
                    account -> sandbox.accounts().register(subject.provider(), account, secret)));
  }

  private static Connectors load(
      InetSocketAddress http, InetSocketAddress smtp, InetSocketAddress smpp, Duration deadline) {
    return Connectors.load(
        new Environment(new Egress.Sandbox(http, smtp, smpp), Clock.systemUTC(), deadline));
  }

  /** All that are shipped. */
  static Connectors shipped() {
    InetSocketAddress nowhere = new InetSocketAddress(0);
    return load(nowhere, nowhere, nowhere, DEADLINE);
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Connector connector() {
    return connector(connectors);
  }

  private Connector connector(Connectors all) {
    return all.find(subject.connector()).orElseThrow();
  }

  /** Every message meets it; a log-in does not. */
  Rules.InForce given(Effect effect) {
    return sandbox.rules().add(Rule.that(effect).provider(subject.provider()).channel(channel()));
  }

  private String channel() {
    return subject.provider().equals("webhook")
        ? "webhook"
        : connector().description().channel().name();
  }

  Message message() {
    return message(subject.settings(), subject.content(), subject.destination());
  }

  Message message(Map<String, String> settings, Content content, Destination destination) {
    UUID id = new UUID(0, subject.connector().hashCode());
    Source source = new Source(id, "test", subject.connector(), settings);
    return new Message(
        newId(), 1, connector().description().channel(), source, content, destination);
  }

  /** A UUIDv7. */
  private static UUID newId() {
    UUID random = UUID.randomUUID();
    long high =
        (System.currentTimeMillis() << 16) | 0x7000 | (random.getMostSignificantBits() & 0xfff);
    return new UUID(high, random.getLeastSignificantBits());
  }

  SendResult send(Message message) {
    return connector().send(message);
  }

  SendResult sendTo(InetSocketAddress address, Message message) {
    try (Connectors alone = load(address, address, address, DEADLINE)) {
      return connector(alone).send(message);
    }
  }

  /**
   * The first message meets no obstacle, so that all is warm when the deadline runs. On a machine
   * so busy that it passes before anything was written, a longer one is tried.
   */
  SendResult sentInAHurry(Function<Duration, Effect> obstacle) {
    send(message());
    SendResult result = null;
    for (Duration deadline = SHORT_DEADLINE;
        deadline.compareTo(DEADLINE) < 0 && (result == null || result instanceof Retryable);
        deadline = deadline.multipliedBy(4)) {
      sandbox.rules().clear();
      given(obstacle.apply(deadline));
      try (Connectors hasty =
          load(sandbox.httpAddress(), sandbox.smtpAddress(), sandbox.smppAddress(), deadline)) {
        result = connector(hasty).send(message());
      }
    }
    return Objects.requireNonNull(result);
  }

  List<OutboxMessage> arrived(Message message) {
    return sandbox
        .outbox()
        .find(OutboxQuery.ALL.messageId(message.id().toString()).status(Outcome.Status.ACCEPTED));
  }

  List<OutboxMessage> received(Message message) {
    return sandbox.outbox().find(OutboxQuery.ALL.messageId(message.id().toString()));
  }

  @Override
  public void close() {
    connectors.close();
    sandbox.close();
  }
}
