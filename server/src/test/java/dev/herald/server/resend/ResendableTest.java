package dev.herald.server.resend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.resend.Resendable.Omission;
import dev.herald.server.task.MessageState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResendableTest {

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "EXPIRED", "UNDELIVERED"})
  void whatWentWrongIsResentOnce(MessageState state) {
    assertThat(Resendable.omission(state, false, false, null)).isNull();
    assertThat(Resendable.omission(state, true, false, null)).isEqualTo(Omission.resentBefore);
    assertThat(Resendable.omission(state, false, true, null))
        .isEqualTo(Omission.tookAnotherChannel);
  }

  @ParameterizedTest
  @CsvSource({"CANCELLED, cancelled", "SUPPRESSED, suppressed", "UNKNOWN, outcomeUnknown"})
  void whatNobodyWouldMeanIsResentOnlyWhenItIsNamed(MessageState state, Omission omission) {
    assertThat(Resendable.omission(state, false, false, null)).isEqualTo(omission);
    assertThat(Resendable.omission(state, false, false, state)).isNull();
  }

  @Test
  void whatWasSentIsNeverResent() {
    assertThat(Resendable.omission(MessageState.SENT, false, false, MessageState.SENT))
        .isEqualTo(Omission.alreadySent);
    assertThat(Resendable.omission(MessageState.PENDING, false, false, null))
        .isEqualTo(Omission.onItsWay);
  }
}
