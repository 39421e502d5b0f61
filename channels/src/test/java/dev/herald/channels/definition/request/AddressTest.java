package dev.herald.channels.definition.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.herald.channels.expression.ExpressionException;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Read;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.expression.Vocabulary;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a value in an address may do to it: nothing but fill its place. */
class AddressTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          Map.of(
              "destination", Set.of(),
              "source", Set.of("host", "base", "nothing"),
              "content", Set.of("text")));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          https://h.example/to/${destination}/send       ; g1/../../admin ; https://h.example/to/g1%2F..%2F..%2Fadmin/send
          https://h.example/to/${destination}/send       ; a|b            ; https://h.example/to/a%7Cb/send
          https://h.example/to/${destination}            ; ?x=1#y         ; https://h.example/to/%3Fx%3D1%23y
          https://h.example/to/${destination}            ; \\..\\a        ; https://h.example/to/%5C..%5Ca
          https://h.example/to/${destination}            ; %2e%2e%2fadmin ; https://h.example/to/%252e%252e%252fadmin
          https://h.example/to/${destination}            ; 张三            ; https://h.example/to/%E5%BC%A0%E4%B8%89
          https://h.example/send?to=${destination}&b=1   ; a&admin=1      ; https://h.example/send?to=a%26admin%3D1&b=1
          https://h.example?to=${destination}            ; a/b            ; https://h.example?to=a%2Fb
          https://h.example/to/${urlEncode(destination)} ; a/b            ; https://h.example/to/a%2Fb
          https://${source.host}/a/${destination}        ; x              ; https://chat.example:8443/a/x
          ${source.base}/a/${destination}                ; x/y            ; https://base.example/v1/a/x%2Fy
          ${destination}                                 ; https://r.example/in?a=b&c=%2F ; https://r.example/in?a=b&c=%2F
          """)
  void aValueIsEncodedForItsPlace(String written, String value, String expected)
      throws ExpressionException {
    assertThat(uri(written, value)).isEqualTo(URI.create(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          https://h.example/to/${destination}/send   | ..             | AddressLeadsUpwards
          https://h.example/to/${destination}        | .              | AddressLeadsUpwards
          https://h.example/to/.${destination}/send  | .              | AddressLeadsUpwards
          https://h.example/to/${destination}/send   | ``             | AddressPartEmpty
          https://${destination}/send                | evil.example/a | AddressHostInvalid
          https://${destination}/send                | a@evil.example | AddressHostInvalid
          https://${destination}.h.example/send      | evil.example#  | AddressHostInvalid
          https://${destination}.h.example/send      | evil.example?  | AddressHostInvalid
          https://${destination}/send                | h.example:99999| AddressInvalid[text=PORT]
          https://h.example/${source.nothing}/send   | x              | AddressPartAbsent
          https://h.example/?a=${source.nothing}     | x              | AddressPartAbsent
          ${destination}                             | file:///etc/x  | AddressInvalid[text=SCHEME]
          ${destination}                             | https://u@h/x  | AddressInvalid[text=USER]
          """)
  void whatDoesNotFitIsAFault(String written, String value, String reason) {
    assertThatExceptionOfType(ExpressionFault.class)
        .isThrownBy(() -> uri(written, value))
        .withMessageContaining(reason)
        .satisfies(fault -> {
          if (!value.isEmpty() && value.length() > 2) {
            assertThat(fault.getMessage()).doesNotContain(value);
          }
        });
  }

  @Test
  void aFaultIsOfWhatIsReadInItsPlace() throws ExpressionException {
    Address address = address("https://${source.host}/to/${destination}/${content.text}");
    Map<String, Object> good =
        Map.of("source", Map.of("host", "h"), "destination", "d", "content", Map.of("text", "t"));

    assertThat(reads(address, good, "source", Map.of("host", "a b"))).containsExactly("source");
    assertThat(reads(address, good, "content", Map.of())).containsExactly("content");
    assertThat(reads(address, good, "destination", "")).containsExactly("destination");
  }

  private static Set<String> reads(
      Address address, Map<String, Object> good, String root, Object value) {
    try {
      address.uri(Scope.of(good).with(root, value), "");
      throw new AssertionError("it fits");
    } catch (ExpressionFault fault) {
      return fault.reads();
    }
  }

  @Test
  void theHostsReadsAreKnownBeforehand() throws ExpressionException {
    assertThat(address("https://${source.host}/${source.nothing}").hostReads())
        .containsExactly(new Read("source", "host"));
    assertThat(address("${source.base}/x").hostReads()).containsExactly(new Read("source", "base"));
    assertThat(address("https://h.example/${source.host}?${source.base}").hostReads()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverTheValueNothingElseOfTheAddressChanges(long seed) throws ExpressionException {
    String value = anyText(new Random(seed));
    URI uri;
    try {
      uri = uri("https://h.example/a/${destination}/b?c=${destination}&d=1", value);
    } catch (ExpressionFault fault) {
      assertThat(value).as("seed %d", seed).matches("|\\.\\.?");
      return;
    }
    assertThat(uri.getHost()).as("seed %d: %s", seed, value).isEqualTo("h.example");
    String[] path = uri.getRawPath().split("/");
    assertThat(path).hasSize(4);
    assertThat(URLDecoder.decode(path[2], UTF_8)).isEqualTo(value);
    assertThat(path[3]).isEqualTo("b");
    String[] query = uri.getRawQuery().split("&");
    assertThat(query).hasSize(2);
    assertThat(URLDecoder.decode(query[0].substring(2), UTF_8)).isEqualTo(value);
    assertThat(uri.getRawFragment()).isNull();
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  private static String anyText(Random random) {
    int[] letters = "ab/\\.%2eF?#&=@:;+ \"'<>|^`{}[]~*é张𠮷\t\0".codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }

  private static URI uri(String written, String destination) throws ExpressionException {
    return address(written)
        .uri(
            Scope.of(
                Map.of(
                    "destination",
                    destination,
                    "source",
                    Map.of("host", "chat.example:8443", "base", "https://base.example/v1"),
                    "content",
                    Map.of("text", "t"))),
            "");
  }

  private static Address address(String written) throws ExpressionException {
    return new Address(Shape.parse(written, VOCABULARY));
  }
}
