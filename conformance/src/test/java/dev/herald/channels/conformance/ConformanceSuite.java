package dev.herald.channels.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider.Environment;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Exchange;
import dev.herald.channel.Message;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Throttled;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.SentMessage;
import dev.herald.channel.Source;
import dev.herald.channel.network.Egress;
import dev.herald.channels.Connectors;
import dev.herald.sandbox.CapPolicy;
import dev.herald.sandbox.Effect;
import dev.herald.sandbox.OutboxMessage;
import dev.herald.sandbox.OutboxQuery;
import dev.herald.sandbox.Outcome;
import dev.herald.sandbox.Reason;
import dev.herald.sandbox.Rule;
import dev.herald.sandbox.Sandbox;
import dev.herald.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** To be extended once for each connector. */
abstract class ConformanceSuite {
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final Duration SHORT_DEADLINE = Duration.ofMillis(400);
  private static final int CONCURRENT = 40;

  private Sandbox sandbox;
  private Connectors connectors;

  abstract String connector();

  /** Complete settings; every secret is long enough to be found in a text. */
  abstract Map<String, String> settings();

  abstract Content content();

  abstract Content refusedContent();

  abstract Destination destination();

  /** How this provider says that it is busy, and certainly took nothing. */
  Effect busy() {
    return new Effect.Refuse(Reason.BUSY);
  }

  /** Why a destination that the provider refuses is refused; empty where the account decides. */
  Optional<Rejection> badRecipient() {
    return Optional.of(Rejection.RECIPIENT);
  }

  /** Whether an answer of any length and form, with a status of success, is enough. */
  boolean judgesByStatus() {
    return false;
  }

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.defaults().capPolicy(CapPolicy.OFF));
    connectors = load(sandbox.httpAddress(), sandbox.smtpAddress(), DEADLINE);
  }

  @AfterEach
  void stop() {
    connectors.close();
    sandbox.close();
  }

  private static Connectors load(
      InetSocketAddress http, InetSocketAddress smtp, Duration deadline) {
    return Connectors.load(
        new Environment(new Egress.Sandbox(http, smtp), Clock.systemUTC(), deadline));
  }

  @Test
  void aMessageIsAcceptedAndArrives() {
    Message message = message();

    assertThat(send(message)).isInstanceOf(Accepted.class);
    assertThat(arrived(message)).singleElement().satisfies(this::isWellSigned);
  }

  private void isWellSigned(OutboxMessage received) {
    assertThat(received.outcome().signature().name()).isIn("VERIFIED", "UNVERIFIED", "NONE");
    assertThat(received.envelope().provider()).isEqualTo(connector());
  }

  @Test
  void contentThatTheProviderDoesNotKnowIsRefused() {
    Message message = message(refusedContent());

    assertThat(send(message)).satisfies(rejectedAs(Rejection.CONTENT));
    assertThat(sandbox.outbox().count()).isZero();
  }

  @Test
  void aSourceThatLacksASettingIsRefused() {
    Message message = message(source(Map.of()), content());

    assertThat(send(message)).satisfies(rejectedAs(Rejection.CREDENTIALS));
    assertThat(sandbox.outbox().count()).isZero();
  }

  @Test
  void tooFastIsThrottled() {
    given(new Effect.Refuse(Reason.THROTTLED));

    assertThat(send(message()))
        .asInstanceOf(InstanceOfAssertFactories.type(Throttled.class))
        .satisfies(throttled -> assertThat(throttled.after()).isPositive());
  }

  @Test
  void aBusyProviderMayBeAskedAgain() {
    given(busy());

    assertThat(send(message())).isInstanceOf(Retryable.class);
  }

  @Test
  void wrongCredentialsAreRefused() {
    given(new Effect.Refuse(Reason.CREDENTIALS));

    assertThat(send(message())).satisfies(rejectedAs(Rejection.CREDENTIALS));
  }

  @Test
  void aBadRecipientIsRefused() {
    given(new Effect.Refuse(Reason.RECIPIENT));

    badRecipient().ifPresent(why -> assertThat(send(message())).satisfies(rejectedAs(why)));
  }

  @Test
  void refusedContentIsRefused() {
    given(new Effect.Refuse(Reason.CONTENT));

    assertThat(send(message())).satisfies(rejectedAs(Rejection.CONTENT));
  }

  @Test
  void silenceIsUnknownOnceTheDeadlineHasPassed() {
    assertThat(sentInAHurry(_ -> new Effect.Hang())).isInstanceOf(Unknown.class);
  }

  @Test
  void aLateAnswerIsUnknownOnceTheDeadlineHasPassed() {
    assertThat(sentInAHurry(deadline -> new Effect.Delay(deadline.multipliedBy(5))))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void aDrippingAnswerIsUnknownOnceTheDeadlineHasPassed() {
    assertThat(sentInAHurry(deadline -> new Effect.Drip(deadline.dividedBy(4))))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void aConnectionLostAfterProcessingIsUnknown() {
    given(new Effect.ResetAfter());
    Message message = message();

    assertThat(send(message)).isInstanceOf(Unknown.class);
    assertThat(arrived(message)).hasSize(1);
  }

  @Test
  void anUnreadableAnswerIsUnknown() {
    given(new Effect.Malformed());

    assertThat(send(message())).isInstanceOf(judgesByStatus() ? Accepted.class : Unknown.class);
  }

  @Test
  void aHugeAnswerDoesNoHarm() {
    given(new Effect.Huge(5_000_000));

    SendResult result = send(message());

    assertThat(result).isInstanceOfAny(Accepted.class, Unknown.class);
    assertThat(String.valueOf(result.exchange().answer()))
        .hasSizeLessThanOrEqualTo(Exchange.MAX_ANSWER);
  }

  @Test
  void aRefusedConnectionSentNothing() throws Exception {
    try (Socket silent = new Socket()) {
      InetSocketAddress nobody = takenButNotListenedAt(silent);
      try (Connectors alone = load(nobody, nobody, DEADLINE)) {
        SendResult result = alone.find(connector()).orElseThrow().send(message());

        assertThat(result).isInstanceOf(Retryable.class);
      }
    }
  }

  /** So that nobody else comes to listen there meanwhile. */
  private static InetSocketAddress takenButNotListenedAt(Socket socket) throws IOException {
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
  }

  @Test
  void theExchangeShowsNeitherSecretsNorTheAddressNorTheContent() {
    given(new Effect.Answer(echoCode(), "you said " + String.join(" and ", mustNotShow())));

    SendResult result = send(message());

    assertThat(result.exchange().answer()).isNotNull().contains("you said");
    assertThat(result.toString()).doesNotContain(mustNotShow());
  }

  /** A code of the provider that comes with words. */
  abstract String echoCode();

  private String[] mustNotShow() {
    Stream<String> secrets =
        connector(connectors).description().fields().stream()
            .filter(field -> field.secret() && settings().containsKey(field.name()))
            .map(field -> settings().getOrDefault(field.name(), ""));
    Stream<String> address = Stream.of(destination().address()).filter(text -> !text.isEmpty());
    return Stream.of(secrets, address, Stream.of(sentWords()))
        .flatMap(each -> each)
        .toArray(String[]::new);
  }

  /** Words of {@link #content()} that the provider could repeat. */
  abstract String sentWords();

  @Test
  void aPreviewShowsTheContentAndNoSecret() {
    String preview = connector(connectors).preview(message());

    assertThat(preview.replace("\\\"", "\"")).contains(sentWords());
    connector(connectors).description().fields().stream()
        .filter(field -> field.secret() && settings().containsKey(field.name()))
        .forEach(
            field -> assertThat(preview).doesNotContain(settings().getOrDefault(field.name(), "")));
    assertThat(sandbox.outbox().count()).isZero();
  }

  @Test
  void manyAtOnceAreAllAccepted() throws Exception {
    List<Message> messages = Stream.generate(this::message).limit(CONCURRENT).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<SendResult>> sends =
          messages.stream().<Callable<SendResult>>map(message -> () -> send(message)).toList();

      for (Future<SendResult> result : threads.invokeAll(sends)) {
        assertThat(result.get()).isInstanceOf(Accepted.class);
      }
    }
    assertThat(messages).allSatisfy(message -> assertThat(arrived(message)).hasSize(1));
  }

  @Test
  void aRepeatCarriesTheSameId() {
    Message first = message();
    Message repeat =
        new Message(
            first.id(), 2, first.channel(), first.source(), first.content(), first.destination());

    assertThat(send(first)).isInstanceOf(Accepted.class);
    assertThat(send(repeat)).isInstanceOf(Accepted.class);

    assertThat(sandbox.outbox().find(OutboxQuery.ALL.messageId(first.id().toString()))).hasSize(2);
  }

  @Test
  void askingAfterAMessageNeverFails() {
    Message message = message();
    send(message);

    SendResult result =
        connector(connectors)
            .trace(
                new SentMessage(
                    message.id(), message.source(), message.destination(), null, Instant.now()));

    assertThat(result)
        .isInstanceOf(
            connector(connectors).description().traceable() ? Accepted.class : Unknown.class);
  }

  final Sandbox sandbox() {
    return sandbox;
  }

  final Connector connector(Connectors all) {
    return all.find(connector()).orElseThrow();
  }

  final Connector connectorUnderTest() {
    return connector(connectors);
  }

  final void given(Effect effect) {
    sandbox.rules().add(Rule.that(effect).provider(connector()));
  }

  final Message message() {
    return message(content());
  }

  final Message message(Content content) {
    return message(source(settings()), content);
  }

  private Message message(Source source, Content content) {
    return new Message(
        newId(), 1, connectorUnderTest().description().channel(), source, content, destination());
  }

  private Source source(Map<String, String> settings) {
    return new Source(new UUID(0, connector().hashCode()), "test", connector(), settings);
  }

  /** A UUIDv7. */
  static UUID newId() {
    UUID random = UUID.randomUUID();
    long high =
        (System.currentTimeMillis() << 16) | 0x7000 | (random.getMostSignificantBits() & 0xfff);
    return new UUID(high, random.getLeastSignificantBits());
  }

  final SendResult send(Message message) {
    return connectorUnderTest().send(message);
  }

  /**
   * The first message meets no obstacle, so that all is warm when the deadline runs. On a machine
   * so busy that it passes before anything was written, a longer one is tried.
   */
  private SendResult sentInAHurry(Function<Duration, Effect> obstacle) {
    send(message());
    SendResult result = null;
    for (Duration deadline = SHORT_DEADLINE;
        deadline.compareTo(DEADLINE) < 0 && (result == null || result instanceof Retryable);
        deadline = deadline.multipliedBy(4)) {
      sandbox.rules().clear();
      given(obstacle.apply(deadline));
      try (Connectors hasty = load(sandbox.httpAddress(), sandbox.smtpAddress(), deadline)) {
        result = connector(hasty).send(message());
      }
    }
    return Objects.requireNonNull(result);
  }

  final List<OutboxMessage> arrived(Message message) {
    return sandbox
        .outbox()
        .find(OutboxQuery.ALL.messageId(message.id().toString()).status(Outcome.Status.ACCEPTED));
  }

  static java.util.function.Consumer<SendResult> rejectedAs(Rejection rejection) {
    return result ->
        assertThat(result)
            .asInstanceOf(InstanceOfAssertFactories.type(Rejected.class))
            .extracting(Rejected::rejection)
            .isEqualTo(rejection);
  }
}
