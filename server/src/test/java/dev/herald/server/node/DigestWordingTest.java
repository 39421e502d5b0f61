package dev.herald.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.channel.Channel;
import dev.herald.server.node.Courtesy.Digest;
import dev.herald.server.schema.VariableSchema;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DigestWordingTest {
  private static final String SCHEMA =
      """
      {"type": "object", "required": ["build"], "$defs": {"name": {"type": "string"}},
       "properties": {"build": {"type": "string", "x-search": true}, "by": {"$ref": "#/$defs/name"}}}
      """;

  private static Node node(@Nullable Digest digest) {
    return new Node(
        new UUID(0, 1),
        new UUID(0, 2),
        "builds",
        "Builds",
        "normal",
        new ChannelPlan.Every(List.of(ChannelPlan.Step.to(Channel.EMAIL))),
        null,
        VariableSchema.of(JsonMapper.shared().readTree(SCHEMA)),
        Duration.ZERO,
        null,
        null,
        false,
        new Courtesy("ci/builds", false, null, null, digest),
        Locale.ENGLISH);
  }

  @Test
  void a_template_has_what_the_newest_carries_and_a_list_of_what_each_does() {
    JsonNode wording = node(Digest.of("30m")).wording().json();

    assertThat(wording.at("/properties/build/type").asString()).isEqualTo("string");
    assertThat(wording.at("/properties/count/type").asString()).isEqualTo("integer");
    assertThat(wording.at("/properties/items/items/properties/build").has("x-search")).isFalse();
    assertThat(wording.at("/properties/items/items/properties/by/$ref").asString())
        .isEqualTo("#/$defs/name");
    assertThat(node(null).wording().json().at("/properties").has("items")).isFalse();
  }

  @Test
  void a_digest_goes_a_while_after_the_first_or_at_a_time_on_the_persons_clock() {
    Instant evening = Instant.parse("2027-03-13T22:30:00Z");
    ZoneId york = ZoneId.of("America/New_York");

    assertThat(Digest.of("30m").after(evening, york)).isEqualTo(evening.plusSeconds(1_800));
    assertThat(Digest.of("09:00")).isEqualTo(new Digest.At(LocalTime.of(9, 0)));
    // Clocks are set on in the night between.
    assertThat(Digest.of("09:00").after(evening, york))
        .isEqualTo(Instant.parse("2027-03-14T13:00:00Z"));
    assertThat(Digest.of("09:00").after(Instant.parse("2027-03-14T13:00:00Z"), york))
        .isEqualTo(Instant.parse("2027-03-15T13:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"25:00", "9:00", "09:00:00", "0s", "8d", "soon", ""})
  void what_is_neither_is_refused(String written) {
    assertThatThrownBy(() -> Digest.of(written)).isInstanceOf(IllegalArgumentException.class);
  }
}
