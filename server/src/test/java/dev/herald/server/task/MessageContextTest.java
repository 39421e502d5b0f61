package dev.herald.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Channel;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is sealed of a message. */
class MessageContextTest {
  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  @Test
  void it_is_read_as_it_was_written_and_has_nothing_that_is_not_read() {
    MessageContext erased = MessageContext.erased(new Channel("sms"));

    MessageContext read = json.readValue(json.writeValueAsString(erased), MessageContext.class);

    assertThat(read).isEqualTo(erased);
    assertThat(read.wasErased()).isTrue();
    assertThat(read.doesNotOpen()).isTrue();
  }
}
