package dev.herald.channel.mask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Channel;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.Source;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Basic QUNhYmM6YStiL2MiZCA5eg==", // ACabc:a+b/c"d 9z
        "auth=dXNlcjphK2IvYyJkIDl6 ok",
        "x token/ACs-YStiL2MiZCA5eg x",
        "%59StiL2MiZCA5eg%3D%3D",
        "0x612B622F63226420397A",
        "hex 752e612b622f63226420397a00",
        "a+b/c\"d 9z and a%2bb%2fc%22d%209z and a%252Bb%252Fc%2522d%25209z",
        "a%2Bb%2Fc%22d+9z",
        "{\"echo\":\"a+b\\/c\\\"d 9z\"}",
        "{\"echo\":\"\\u0061+b\\u002Fc\\u0022d 9z\"}",
        "<p>a+b/c&quot;d 9z &#x61;+b/c&#34;d 9z</p>",
        "twice VlhObGNqcGhLMkl2WXlKa0lEbDY=", // Base64 of Base64 of User:…
        "YWNtZTphJTJCYiUyRmMlMjJkJTIwOXo=", // Base64 of acme: and the secret with percent signs
        "x/eyJlY2hvIjoiYStiL2NcImQgOXoifQ", // Base64 of JSON
        "toSign=1767323045%0Aa%2Bb%2Fc%22d%209z"
      })
  void noFormOfASecretIsShown(String text) {
    String masked = mask("a+b/c\"d 9z", "text").apply(text);

    assertThat(masked).contains("(secret)");
    assertThat(masked)
        .doesNotContain("c\"d", "Y2", "iL2Mi", "622f", "2fc", "c&", "VlhO", "YiUy", "NcIm");
  }

  @Test
  void eachOfSeveralSecretsIsMaskedAndTheKeyThatItStandsFor() {
    String one = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    Mask mask = mask(one + " whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "text");
    String key = HexFormat.of().formatHex(Base64.getDecoder().decode(one.substring(6)));

    assertThat(mask.apply("C2FVsBQIhrscChlQIMV+b5sSYspob7oD " + one + " key " + key))
        .isEqualTo("(secret) (secret) key (secret)");
  }

  @Test
  void theHashOfASecretIsAsSecret() {
    assertThat(mask("hello", "text").apply("sign=5d41402abc4b2a76b9719d911017c592"))
        .isEqualTo("sign=(secret)");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverTheSecretIsNoFormOfItIsShown(long seed) {
    Random random = new Random(seed);
    String secret = anyText(random, 8 + random.nextInt(40));
    String around = anyText(random, random.nextInt(20));
    byte[] amid = (around + ":" + secret + around).getBytes(UTF_8);
    String percent = URLEncoder.encode(secret, UTF_8);
    List<String> forms =
        List.of(
            secret,
            percent,
            Pattern.compile("%..")
                .matcher(percent.replace("+", "%20"))
                .replaceAll(octet -> octet.group().toLowerCase(Locale.ROOT)),
            URLEncoder.encode(percent, UTF_8),
            Base64.getEncoder().encodeToString(amid),
            Base64.getUrlEncoder().withoutPadding().encodeToString(amid),
            URLEncoder.encode(Base64.getEncoder().encodeToString(amid), UTF_8),
            Base64.getEncoder().encodeToString((around + ":" + percent).getBytes(UTF_8)),
            HexFormat.of().formatHex(amid),
            HexFormat.of().withUpperCase().formatHex(amid),
            secret.chars().mapToObj("\\u%04X"::formatted).collect(Collectors.joining()));
    for (String form : forms) {
      assertThat(mask(secret, "text").apply("<" + form + ">"))
          .as("seed %d: %s as %s", seed, secret, form)
          .contains("(secret)")
          .doesNotContain(form);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static String anyText(Random random, int length) {
    String letters = "abcXYZ0189+/=%&\"\\ -_.:;|é密𠮷";
    int[] points = letters.codePoints().toArray();
    StringBuilder text = new StringBuilder("k");
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.append('9').toString();
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
