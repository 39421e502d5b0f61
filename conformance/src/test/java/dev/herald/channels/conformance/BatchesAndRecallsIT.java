package dev.herald.channels.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.herald.channel.Destination;
import dev.herald.channel.Fault;
import dev.herald.channel.Message;
import dev.herald.channel.MessageSender.BatchResult;
import dev.herald.channel.MessageSender.BatchResult.Each;
import dev.herald.channel.MessageSender.BatchResult.Whole;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.SentMessage;
import dev.herald.channel.Source;
import dev.herald.channel.account.Balance;
import dev.herald.channels.conformance.Subject.Trait;
import dev.herald.sandbox.rule.Effect;
import dev.herald.sandbox.rule.Reason;
import dev.herald.sandbox.rule.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked of every connector that takes several messages in a call, or takes some back. */
@ParameterizedClass
@MethodSource("subjects")
class BatchesAndRecallsIT {
  private final Subject subject;
  private Rig rig;

  BatchesAndRecallsIT(Subject subject) {
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

  private Message to(Destination destination) {
    return rig.message(subject.settings(), subject.content(), destination);
  }

  /** Of the same kind as the subject's, and as good. */
  private Destination another(int number) {
    String address = subject.destination().address();
    return new Destination(
        subject.destination().kind(),
        subject.destination().kind() == Destination.Kind.PHONE
            ? address.substring(0, address.length() - 1) + number
            : address + number);
  }

  private void assumeBatches() {
    assumeThat(rig.connector().description().batch()).isNotNull();
  }

  @Test
  void severalGoInOneCallAndEachArrives() {
    assumeBatches();
    List<Message> messages = List.of(to(another(1)), to(another(2)), to(another(3)));

    assertThat(messages.stream().map(rig.connector()::batchKey).distinct())
        .hasSize(1)
        .doesNotContainNull();
    BatchResult result = rig.connector().sendTogether(messages);

    assertThat(result)
        .isInstanceOfSatisfying(
            Each.class,
            each -> assertThat(each.results()).hasSize(3).hasOnlyElementsOfType(Accepted.class));
    assertThat(messages)
        .allSatisfy(message ->
            assertThat(rig.arrived(message))
                .singleElement()
                .satisfies(one ->
                    assertThat(one.envelope().destinations())
                        .singleElement()
                        .asString()
                        .endsWith(tail(message.destination()))));
  }

  private static String tail(Destination destination) {
    String address = destination.address();
    return address.substring(Math.max(0, address.length() - 8));
  }

  @Test
  void oneBadRecipientFailsAloneOrTheWholeCallIsRefusedForIt() {
    assumeBatches();
    Destination unknown = subject.unknownDestination().orElseThrow();
    List<Message> messages = List.of(to(another(1)), to(unknown), to(another(2)));

    switch (rig.connector().sendTogether(messages)) {
      case Each(List<SendResult> results) -> {
        assertThat(results.get(0)).isInstanceOf(Accepted.class);
        assertThat(results.get(2)).isInstanceOf(Accepted.class);
        assertThat(rig.arrived(messages.get(0))).hasSize(1);
        assertThat(rig.arrived(messages.get(2))).hasSize(1);
        if (subject.is(Trait.NAMES_BAD_RECIPIENTS_WHEN_ASKED)) {
          assertThat(results.get(1)).isInstanceOf(Accepted.class);
        } else {
          assertThat(results.get(1))
              .isInstanceOfSatisfying(
                  Rejected.class,
                  refused -> assertThat(refused.rejection()).isEqualTo(Rejection.RECIPIENT));
        }
      }
      case Whole(SendResult.NotAccepted refused) -> {
        assertThat(refused.fault()).isEqualTo(Fault.DESTINATION);
        assertThat(refused).isNotInstanceOf(Unknown.class);
        assertThat(messages).allSatisfy(message -> assertThat(rig.arrived(message)).isEmpty());
      }
    }
  }

  @Test
  void noneOfACallIsToldOfAnother() {
    assumeBatches();
    Destination unknown = subject.unknownDestination().orElseThrow();
    List<Message> messages = List.of(to(another(1)), to(unknown), to(another(2)));

    String told =
        switch (rig.connector().sendTogether(messages)) {
          case Each(List<SendResult> results) -> results.get(0).toString();
          case Whole(SendResult.NotAccepted refused) -> refused.toString();
        };

    assertThat(told).doesNotContain(unknown.address(), tail(another(2)));
  }

  @Test
  void aCallForSeveralThatMeetsTroubleIsJudgedAsOneForASingleMessage() {
    assumeBatches();
    rig.given(new Effect.Refuse(Reason.THROTTLED));

    assertThat(rig.connector().sendTogether(List.of(to(another(1)), to(another(2)))))
        .satisfiesAnyOf(
            result ->
                assertThat(result)
                    .isInstanceOfSatisfying(
                        Whole.class,
                        whole ->
                            assertThat(whole.result()).isInstanceOf(SendResult.Throttled.class)),
            result ->
                assertThat(result)
                    .isInstanceOfSatisfying(
                        Each.class,
                        each ->
                            assertThat(each.results())
                                .hasOnlyElementsOfType(SendResult.Throttled.class)));
  }

  @Test
  void aCallForSeveralFetchesATokenThatWasTakenBackOnceMore() {
    assumeBatches();
    assumeThat(subject.is(Trait.TOKEN)).isTrue();
    rig.send(rig.message());
    rig.sandbox().accounts().revokeTokens(subject.provider());

    assertThat(rig.connector().sendTogether(List.of(to(another(1)), to(another(2)))))
        .isInstanceOfSatisfying(
            Each.class, each -> assertThat(each.results()).hasOnlyElementsOfType(Accepted.class));
  }

  // --- recalls ---

  private SentMessage sent() {
    assumeThat(rig.connector().description().recall()).isNotNull();
    Message message = rig.message();
    SendResult result = rig.send(message);
    return new SentMessage(
        message.id(),
        message.source(),
        message.destination(),
        Objects.requireNonNull(result.exchange().providerId()),
        Instant.now());
  }

  @Test
  void aMessageThatWasSentIsTakenBack() {
    assertThat(rig.connector().recall(sent())).isInstanceOf(Accepted.class);
  }

  @Test
  void whatIsNotTakenBackIsNotSaidToBe() {
    SentMessage sent = sent();
    for (Reason reason : List.of(Reason.THROTTLED, Reason.CREDENTIALS, Reason.BUSY)) {
      rig.sandbox().rules().clear();
      rig.given(new Effect.Refuse(reason));

      assertThat(rig.connector().recall(sent))
          .as(reason.toString())
          .isNotInstanceOf(Accepted.class);
    }
    rig.sandbox().rules().clear();
    rig.given(new Effect.ResetAfter());

    assertThat(rig.connector().recall(sent)).isInstanceOf(Unknown.class);
  }

  @Test
  void whatIsLeftIsToldWhereTheProviderTellsIt() {
    assumeThat(rig.connector().tellsBalance()).isTrue();
    Source source = to(subject.destination()).source();

    assertThat(rig.connector().balance(source))
        .isInstanceOfSatisfying(Balance.Left.class, left -> assertThat(left.amount()).isPositive());
    rig.sandbox().rules().add(Rule.that(new Effect.Refuse(Reason.CREDENTIALS)));
    assertThat(rig.connector().balance(source)).isInstanceOf(Balance.Untold.class);
  }
}
