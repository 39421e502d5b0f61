package dev.herald.server.resend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.resend.Resendable.Omission;
import dev.herald.server.task.MessageState;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResendableTest {

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "EXPIRED", "UNDELIVERED"})
  void whatWentWrongIsResentOnce(MessageState state) {
    assertThat(Resendable.omission(state, false, false, Set.of())).isNull();
    assertThat(Resendable.omission(state, true, false, Set.of())).isEqualTo(Omission.resentBefore);
    assertThat(Resendable.omission(state, false, true, Set.of()))
        .isEqualTo(Omission.tookAnotherChannel);
  }

  @ParameterizedTest
  @CsvSource({
    "CANCELLED, cancelled",
    "RECALLED, cancelled",
    "SUPPRESSED, suppressed",
    "UNKNOWN, outcomeUnknown"
  })
  void whatNobodyWouldMeanIsResentOnlyWhenItIsNamed(MessageState state, Omission omission) {
    assertThat(Resendable.omission(state, false, false, Set.of())).isEqualTo(omission);
    assertThat(Resendable.omission(state, false, false, Set.of(state))).isNull();
  }

  @Test
  void whatWasSentIsNeverResent() {
    assertThat(Resendable.omission(MessageState.SENT, false, false, Set.of(MessageState.SENT)))
        .isEqualTo(Omission.alreadySent);
    assertThat(Resendable.omission(MessageState.PENDING, false, false, Set.of()))
        .isEqualTo(Omission.onItsWay);
  }
}
