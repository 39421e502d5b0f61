package dev.herald.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.herald.channel.Channel;
import dev.herald.server.directory.ChannelNames;
import dev.herald.server.intake.plan.MessageRequest;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.RequestProblem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RequestReaderTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final ChannelNames CHANNELS = () -> Set.of("email", "sms", "fax");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'to': [{'email': 'a@x.example', 'mobile': '138'}] | to[0].mobile | did you mean 'phone'?",
        "'to': [{'email': 'a@x.example', 'mobile': null}] | to[0].mobile | did you mean 'phone'?",
        "'to': [{'recipient': 'E1', 'mail': 'x'}] | to[0].mail | did you mean 'email'?",
        "'to': [{'email': 'a@x.example', 'Phone': '138'}] | to[0].Phone | did you mean 'phone'?",
        "'to': [{'email': 'a@x.example', 'faxx': '138'}] | to[0].faxx | did you mean 'fax'?",
        "'to': [{'recipient': 'E1'}], 'channel': 'sms' | channel | did you mean 'channels'?",
        "'to': [{'recipient': 'E1'}], 'variables': {} | variables | did you mean 'data'?",
        "'to': [{'recipient': 'E1'}], 'channels': ['E-mail'] | channels[0] | did you mean 'email'?"
      })
  void aNameThatIsUnknownIsRefusedWithTheNearestRightOne(
      String rest, String field, String expected) {
    assertThat(wrong(rest))
        .singleElement()
        .satisfies(error -> {
          assertThat(error.field()).isEqualTo(field);
          assertThat(error.expected()).isEqualTo(expected);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'to': [{'recipient': 'E1'}], 'channels': ['sms', 'email', 'sms'] | channels[2]",
        "'to': [{'recipient': 'E1'}], 'channels': [{}] | channels[0]",
        "'to': [{'recipient': 'E1'}], 'channels': [null] | channels[0]",
        "'to': [{'recipient': 'E1'}], 'channels': [5] | channels[0]",
        "'to': [{'recipient': 'E1'}], 'channels': 'sms' | channels",
        "'to': [{'email': 5}] | to[0].email",
        "'to': [{'email': ['a@x.example']}] | to[0].email",
        "'to': [{'email': ' '}] | to[0].email",
        "'to': [{'email': 'a@x.example', 'locale': 5}] | to[0].locale",
        "'to': [null] | to[0]",
        "'to': [{'recipient': 'E1'}], 'at': 5 | at",
        "'to': [{'recipient': 'E1'}], 'idempotencyKey': 'k' | idempotencyKey"
      })
  void whatIsTwiceOrNoTextIsRefused(String rest, String field) {
    assertThat(wrong(rest)).extracting(FieldError::field).contains(field);
  }

  @Test
  void nullIsAbsent() {
    MessageRequest request =
        read(
            """
            'application': null, 'channels': null, 'data': null, 'at': null, 'expiresIn': null,
            'to': [{'recipient': 'E1', 'phone': null, 'data': null, 'locale': null},
                   {'recipient': null, 'sms': '138'}]
            """);

    assertThat(request).isEqualTo(read("'to': [{'recipient': 'E1'}, {'sms': '138'}]"));
    assertThat(request.to().getLast().addresses()).isEqualTo(Map.of("sms", "138"));
    assertThat(wrong("'to': [{'email': null}]"))
        .extracting(FieldError::field)
        .containsExactly("to[0]");
  }

  @Test
  void aChannelThatAConnectorBringsHasAddresses() {
    MessageRequest request = read("'to': [{'fax': '1', 'wechat': 'o1'}], 'channels': ['fax']");

    assertThat(request.to().getFirst().addresses()).containsOnlyKeys("fax", "wechat");
    assertThat(request.channels()).containsExactly(new Channel("fax"));
  }

  private static MessageRequest read(String rest) {
    String body = "{'node': 'n', 'tenant': 't', %s}".formatted(rest).replace('\'', '"');
    return RequestReader.read(JSON.readTree(body), CHANNELS);
  }

  private static List<FieldError> wrong(String rest) {
    return catchThrowableOfType(RequestProblem.Invalid.class, () -> read(rest)).errors();
  }
}
