package dev.herald.channels.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Exchange;
import dev.herald.channel.Message;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channels.conformance.Subject.Trait;
import dev.herald.sandbox.rule.Effect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What each connector makes of a provider that fails on the way. */
@ParameterizedClass
@MethodSource("subjects")
class ObstaclesIT {
  private final Subject subject;
  private Rig rig;

  ObstaclesIT(Subject subject) {
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
  void silenceIsUnknownOnceTheDeadlineHasPassed() {
    assertThat(rig.sentInAHurry(_ -> new Effect.Hang())).isInstanceOf(Unknown.class);
  }

  @Test
  void aLateAnswerIsUnknownOnceTheDeadlineHasPassed() {
    assertThat(rig.sentInAHurry(deadline -> new Effect.Delay(deadline.multipliedBy(5))))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void aDrippingAnswerIsUnknownOnceTheDeadlineHasPassed() {
    assertThat(rig.sentInAHurry(deadline -> new Effect.Drip(deadline.dividedBy(4))))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void aConnectionLostAfterProcessingIsUnknown() {
    rig.given(new Effect.ResetAfter());
    Message message = rig.message();

    assertThat(rig.send(message)).isInstanceOf(Unknown.class);
    assertThat(rig.arrived(message)).hasSize(1);
  }

  @Test
  void anUnreadableAnswerIsUnknown() {
    rig.given(new Effect.Malformed());

    assertThat(rig.send(rig.message()))
        .isInstanceOf(subject.is(Trait.JUDGES_BY_STATUS) ? Accepted.class : Unknown.class);
  }

  @Test
  void aHugeAnswerDoesNoHarm() {
    rig.given(new Effect.Huge(5_000_000));

    SendResult result = rig.send(rig.message());

    assertThat(result).isInstanceOfAny(Accepted.class, Unknown.class);
    assertThat(String.valueOf(result.exchange().answer()))
        .hasSizeLessThanOrEqualTo(Exchange.MAX_ANSWER);
  }

  /** The port is bound, so that nobody else comes to listen there meanwhile. */
  @Test
  void aRefusedConnectionSentNothing() throws Exception {
    try (Socket silent = new Socket()) {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      InetSocketAddress nobody =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.getLocalPort());

      assertThat(rig.sendTo(nobody, rig.message())).isInstanceOf(Retryable.class);
    }
  }
}
