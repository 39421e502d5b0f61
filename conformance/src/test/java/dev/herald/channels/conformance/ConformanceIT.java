package dev.herald.channels.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.herald.channel.Connector;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Throttled;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.SentMessage;
import dev.herald.channels.conformance.Subject.Trait;
import dev.herald.sandbox.outbox.OutboxMessage;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.rule.Rule;
import dev.herald.sandbox.rule.Rules;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The same questions to every connector; a row of {@link Subjects} says which of them apply. */
@ParameterizedClass
@MethodSource("subjects")
class ConformanceIT {
  private static final int CONCURRENT = 40;
  private final Subject subject;
  private Rig rig;

  ConformanceIT(Subject subject) {
    this.subject = subject;
  }

  static List<Subject> subjects() {
    return Subjects.all();
  }

  @BeforeEach
  void start() {
    rig = new Rig(subject);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void aMessageIsAcceptedAndArrives() {
    Message message = rig.message();

    assertThat(rig.send(message)).isInstanceOf(Accepted.class);
    assertThat(rig.arrived(message)).singleElement().satisfies(this::isWellSigned);
  }

  private void isWellSigned(OutboxMessage received) {
    assertThat(received.outcome().signature().name()).isIn("VERIFIED", "UNVERIFIED", "NONE");
    assertThat(received.envelope().provider()).isEqualTo(subject.provider());
  }

  @Test
  void contentThatTheProviderDoesNotKnowIsRefused() {
    Content foreign =
        subject.content() instanceof Content.Email
            ? new Content.Text("text")
            : new Content.Email("Hi", null, "text");

    assertThat(rig.send(rig.message(subject.settings(), foreign, subject.destination())))
        .satisfies(rejectedAs(Rejection.CONTENT));
    assertThat(rig.sandbox().outbox().count()).isZero();
  }

  @Test
  void contentThatIsTooLongIsRefused() {
    assertThat(sent(subject.settings(), asked(subject.oversize()), subject.destination()))
        .satisfies(rejectedAs(Rejection.CONTENT));
  }

  @Test
  void aSourceThatLacksASettingIsRefused() {
    assumeThat(subject.is(Trait.NEEDS_NO_SETTING)).isFalse();
    assertThat(sent(Map.of(), subject.content(), subject.destination()))
        .satisfies(rejectedAs(Rejection.CREDENTIALS));
    assertThat(rig.sandbox().outbox().count()).isZero();
  }

  @Test
  void aSecretThatTheProviderDoesNotKnowIsRefused() {
    assertThat(sent(asked(subject.wrongSettings()), subject.content(), subject.destination()))
        .satisfies(rejectedAs(Rejection.CREDENTIALS));
  }

  @Test
  void aDestinationThatThereIsNotIsRefused() {
    Destination unknown = asked(subject.unknownDestination());

    assertThat(sent(subject.settings(), subject.content(), unknown))
        .satisfies(rejectedAs(Rejection.RECIPIENT));
  }

  @Test
  void tooFastIsThrottled() {
    rig.given(new Effect.Refuse(Reason.THROTTLED));

    assertThat(rig.send(rig.message()))
        .asInstanceOf(InstanceOfAssertFactories.type(Throttled.class))
        .satisfies(throttled -> assertThat(throttled.after()).isPositive());
  }

  @Test
  void aBusyProviderMayBeAskedAgain() {
    rig.given(new Effect.Refuse(Reason.BUSY));

    assertThat(rig.send(rig.message()))
        .isInstanceOf(subject.is(Trait.IN_DOUBT_WHEN_BUSY) ? Unknown.class : Retryable.class);
  }

  @Test
  void wrongCredentialsAreRefused() {
    assumeThat(subject.is(Trait.NO_CODE_FOR_CREDENTIALS)).isFalse();
    rig.given(new Effect.Refuse(Reason.CREDENTIALS));

    assertThat(rig.send(rig.message())).satisfies(rejectedAs(Rejection.CREDENTIALS));
  }

  @Test
  void aBadRecipientIsRefused() {
    assumeThat(subject.unknownDestination()).isPresent();
    rig.given(new Effect.Refuse(Reason.RECIPIENT));

    assertThat(rig.send(rig.message())).satisfies(rejectedAs(Rejection.RECIPIENT));
  }

  @Test
  void refusedContentIsRefused() {
    rig.given(new Effect.Refuse(Reason.CONTENT));

    assertThat(rig.send(rig.message())).satisfies(rejectedAs(subject.contentRejection()));
  }

  @Test
  void aTokenThatWasTakenBackIsFetchedOnceMore() {
    assumeThat(subject.is(Trait.TOKEN)).isTrue();
    Rules.InForce logins =
        rig.sandbox()
            .rules()
            .add(
                Rule.that(new Effect.Delay(Duration.ZERO))
                    .provider(subject.provider())
                    .channel(""));
    assertThat(rig.send(rig.message())).isInstanceOf(Accepted.class);
    assertThat(rig.send(rig.message())).isInstanceOf(Accepted.class);
    assertThat(applied(logins)).as("the token is kept").isEqualTo(1);

    rig.sandbox().accounts().revokeTokens(subject.provider());

    assertThat(rig.send(rig.message())).isInstanceOf(Accepted.class);
    assertThat(applied(logins)).isEqualTo(2);
  }

  private long applied(Rules.InForce rule) {
    return rig.sandbox().rules().all().stream()
        .filter(each -> each.id() == rule.id())
        .mapToLong(Rules.InForce::applied)
        .sum();
  }

  @Test
  void theExchangeShowsNeitherSecretsNorTheAddressNorTheContent() {
    String code = asked(subject.echoCode());
    String[] hidden =
        Stream.concat(secrets(), Stream.of(subject.destination().address(), subject.words()))
            .filter(text -> !text.isEmpty())
            .toArray(String[]::new);
    rig.given(new Effect.Answer(code, "you said " + String.join(" and ", hidden)));

    SendResult result = rig.send(rig.message());

    assertThat(result.exchange().answer()).isNotNull().contains("you said");
    assertThat(result.toString()).doesNotContain(hidden);
  }

  private Stream<String> secrets() {
    return rig.connector().description().fields().stream()
        .filter(field -> field.secret() && subject.settings().containsKey(field.name()))
        .map(field -> subject.settings().getOrDefault(field.name(), ""));
  }

  @Test
  void aPreviewShowsTheContentAndNoSecret() {
    String preview = rig.connector().preview(rig.message()).toString();

    if (!subject.is(Trait.HIDES_ITS_ADDRESS)) {
      assertThat(List.of(preview.replace("\\\"", "\""), decoded(preview)))
          .anyMatch(text -> text.contains(subject.words()));
    }
    assertThat(secrets()).noneMatch(preview::contains);
    assertThat(rig.sandbox().outbox().count()).isZero();
  }

  /** A form has its words percent-encoded. */
  private static String decoded(String preview) {
    try {
      return URLDecoder.decode(preview, UTF_8);
    } catch (IllegalArgumentException noForm) {
      return preview;
    }
  }

  @Test
  void manyAtOnceAreAllAccepted() throws Exception {
    List<Message> messages = Stream.generate(rig::message).limit(CONCURRENT).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<SendResult>> sends =
          messages.stream().<Callable<SendResult>>map(message -> () -> rig.send(message)).toList();

      for (Future<SendResult> result : threads.invokeAll(sends)) {
        assertThat(result.get()).isInstanceOf(Accepted.class);
      }
    }
    assertThat(messages).allSatisfy(message -> assertThat(rig.arrived(message)).hasSize(1));
  }

  @Test
  void aRepeatCarriesTheSameId() {
    assumeThat(subject.is(Trait.REFUSES_REPEATS)).isFalse();
    Message first = rig.message();
    Message repeat =
        new Message(
            first.id(), 2, first.channel(), first.source(), first.content(), first.destination());

    assertThat(rig.send(first)).isInstanceOf(Accepted.class);
    assertThat(rig.send(repeat)).isInstanceOf(Accepted.class);

    assertThat(rig.received(first)).hasSize(2);
  }

  @Test
  void askingAfterAMessageNeverFails() {
    Message message = rig.message();
    String providerId = rig.send(message).exchange().providerId();
    SentMessage sent =
        new SentMessage(
            message.id(), message.source(), message.destination(), providerId, Instant.now());
    Connector connector = rig.connector();

    assertThat(connector.trace(sent))
        .isInstanceOf(connector.description().traceable() ? Accepted.class : Unknown.class);
  }

  private SendResult sent(Map<String, String> settings, Content content, Destination destination) {
    return rig.send(rig.message(settings, content, destination));
  }

  /** A question that a subject has nothing to ask with is not asked. */
  private static <T> T asked(Optional<T> with) {
    assumeThat(with).isPresent();
    return with.orElseThrow();
  }

  private static Consumer<SendResult> rejectedAs(Rejection rejection) {
    return result ->
        assertThat(result)
            .asInstanceOf(InstanceOfAssertFactories.type(Rejected.class))
            .extracting(Rejected::rejection)
            .isEqualTo(rejection);
  }
}
