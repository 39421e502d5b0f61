package dev.herald.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageEventTest {
  private static final UUID ID = new UUID(0, 7);

  @Test
  void a_step_of_a_message_is_read_whatever_else_stands_in_it() {
    MessageEvent event =
        MessageEvent.read(
                """
                {"specversion": "1.0", "id": "e-1", "type": "dev.herald.message.failed", "new": [],
                 "data": {"message": "%1$s", "request": "%1$s", "application": "esop",
                  "tenant": "acme", "node": "note", "channel": "sms", "mode": "live",
                  "reference": "GR-1", "state": "FAILED", "sequence": 2,
                  "at": "2026-12-01T08:00:00Z", "reason": {"code": "GIVEN_UP", "words": {}}}}
                """
                    .formatted(ID))
            .orElseThrow();

    assertThat(event.message()).isEqualTo(ID);
    assertThat(event.reference()).isEqualTo("GR-1");
    assertThat(event.state()).isEqualTo(MessageState.FAILED);
    assertThat(event.sequence()).isEqualTo(2);
    assertThat(event.at()).isEqualTo(Instant.parse("2026-12-01T08:00:00Z"));
    assertThat(event.reason()).isEqualTo("GIVEN_UP");
  }

  @Test
  void other_events_are_none_and_rubbish_is_told() {
    assertThat(MessageEvent.read("{\"type\": \"dev.herald.test\", \"data\": {}}")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> MessageEvent.read("[]"));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            MessageEvent.read(
                "{\"type\": \"dev.herald.message.sent\", \"id\": \"1\", \"data\": {}}"));
  }
}
