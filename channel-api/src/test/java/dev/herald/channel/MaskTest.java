package dev.herald.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.ConnectorDescription.SourceField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MaskTest {
  private static final ConnectorDescription DESCRIPTION =
      new ConnectorDescription(
          "own",
          Channel.SMS,
          Map.of(),
          Destination.Kind.PHONE,
          Set.of(Content.Text.class),
          List.of(
              new SourceField("key", true, true, null, null, Map.of()),
              new SourceField("name", false, true, null, null, Map.of())),
          List.of(),
          AmbiguityPolicy.HOLD,
          false);

  @Test
  void aSecretIsMaskedHoweverItIsWritten() {
    Mask mask = mask("a+b/c\"d", "text");

    assertThat(mask.apply("key=a+b/c\"d key=a%2Bb%2Fc%22d \"a+b/c\\\"d\""))
        .isEqualTo("key=(secret) key=(secret) \"(secret)\"");
  }

  @Test
  void whatIsNoSecretStays() {
    assertThat(mask("s3cret", "text").apply("sender Company")).isEqualTo("sender Company");
  }

  @Test
  void aNumberIsMaskedWithOrWithoutItsCountry() {
    Mask mask = mask("s3cret", "text");

    assertThat(mask.apply("+8618511122233, 8618511122233, 18511122233"))
        .doesNotContain("11122233")
        .contains(new Destination(Destination.Kind.PHONE, "+8618511122233").masked());
  }

  @Test
  void theContentIsMaskedLineByLine() {
    assertThat(
            mask("s3cret", "Dear Zhang San,\nyour code is 135790")
                .apply("no to: your code is 135790"))
        .isEqualTo("no to: (content)");
  }

  @Test
  void aLongTextIsMaskedBeforeAShortOneInIt() {
    assertThat(mask("code", "your code is 135790").apply("your code is 135790"))
        .isEqualTo("(content)");
  }

  private static Mask mask(String key, String text) {
    Source source = new Source(new UUID(0, 1), "own", "own", Map.of("key", key, "name", "Company"));
    Message message =
        new Message(
            new UUID(0, 2),
            1,
            Channel.SMS,
            source,
            new Content.Text(text),
            new Destination(Destination.Kind.PHONE, "+8618511122233"));
    return Mask.of(DESCRIPTION, message);
  }
}
