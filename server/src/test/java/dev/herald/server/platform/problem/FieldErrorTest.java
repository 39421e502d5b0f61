package dev.herald.server.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Reason;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.server.reason.DefinitionFault;
import dev.herald.server.reason.StoredReason;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class FieldErrorTest {

  private static Reason wrong(String value) {
    return new DefinitionFault.DefinitionWrong(
        "VALUE_WRONG", 3, 1, "channel", List.of(), new DefinitionReason.ChannelTaken(value));
  }

  @Test
  void what_a_reason_in_a_reason_quotes_is_shortened_too() {
    Reason kept = new FieldError("yaml", wrong("x".repeat(100_000))).reason();

    assertThat(kept.code()).isEqualTo("DEFINITION_WRONG");
    assertThat(kept.parameters().get("why"))
        .isEqualTo(new StoredReason("CHANNEL_TAKEN", Map.of("value", "x".repeat(1_000) + "…")));
  }

  @Test
  void a_list_has_as_many_names_as_can_be_shown() {
    List<String> known = Collections.nCopies(100, "x".repeat(1_500));
    Reason kept = new FieldError("yaml", new DefinitionReason.MemberUnknown(null, known)).reason();

    assertThat(kept.parameters().get("known"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .hasSize(10)
        .startsWith("x".repeat(1_000) + "…")
        .endsWith("…");
  }

  @Test
  void what_is_short_stays_as_it_is() {
    Reason reason = wrong("data");

    assertThat(new FieldError("yaml", reason).reason()).isSameAs(reason);
  }
}
