package dev.herald.channels.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Throttled;
import dev.herald.channels.definition.DefinedConnector;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps, exact ids, results for each recipient, and limits of length. */
class EngineIT extends Conversations {
  private static final String STEPS =
      """
      steps:
        person:
          get: https://chat.example.com/people
          query: { name: "${destination}" }
          value: ${body.person.id}
      request:
        post: https://chat.example.com/send
        json: { to: "${steps.person}", text: "${content.text}" }
      """;

  @Test
  void aStepsValueIsReadByTheRequest() throws Exception {
    onSend =
        request ->
            request.startsWith("/people")
                ? new Reply(200, "{\"code\":0,\"person\":{\"id\":9007199254740993}}")
                : new Reply(200, "{\"code\":0,\"id\":\"m-1\"}");

    assertThat(connector(HEAD + STEPS + PLAIN).send(message("hi"))).isInstanceOf(Accepted.class);

    assertThat(requests).last().asString().endsWith("{\"to\":9007199254740993,\"text\":\"hi\"}");
  }

  @Test
  void aStepThatFailsSendsNothingAndIsJudgedByTheSameTable() throws Exception {
    onSend = _ -> new Reply(200, "{\"code\":404,\"msg\":\"nobody of that name\"}");
    DefinedConnector connector = connector(HEAD + STEPS + PLAIN);

    assertThat(connector.send(message("hi"))).satisfies(rejectedAs(Rejection.RECIPIENT));

    onSend = _ -> new Reply(200, "no JSON");
    assertThat(connector.send(message("hi"))).isInstanceOf(Retryable.class);
    assertThat(requests).noneMatch(each -> each.startsWith("/send"));
  }

  @Test
  void anIdOf64BitsIsExactAndALongerOneToo() throws Exception {
    DefinedConnector connector = connector(HEAD + SEND + PLAIN);
    for (String id : List.of("9223372036854775807", "9007199254740993", "92233720368547758070")) {
      onSend = _ -> new Reply(200, "{\"code\":0,\"id\":%s}".formatted(id));

      assertThat(connector.send(message("hi")).exchange().providerId()).isEqualTo(id);
    }
  }

  @Test
  void oneRecipientOfACallThatWasTakenMayHaveBeenRefused() throws Exception {
    String listed =
        """
        answer:
          success: code
          results:
            recipient: ${body.invalid}
            defer 60s: ${body.slow}
        ambiguous: hold
        """;
    DefinedConnector connector = connector(HEAD + SEND + listed);

    onSend = _ -> new Reply(200, "{\"code\":0,\"invalid\":\"other|Somebody\",\"slow\":[]}");
    assertThat(connector.send(message("hi"))).satisfies(rejectedAs(Rejection.RECIPIENT));
    onSend = _ -> new Reply(200, "{\"code\":0,\"slow\":[\"somebody\"]}");
    assertThat(connector.send(message("hi")))
        .isInstanceOfSatisfying(
            Throttled.class,
            throttled -> assertThat(throttled.after()).isEqualTo(Duration.ofSeconds(60)));
    onSend = _ -> new Reply(200, "{\"code\":0,\"invalid\":\"other\"}");
    assertThat(connector.send(message("hi"))).isInstanceOf(Accepted.class);
  }

  @Test
  void whatIsTooLongInBytesIsRefusedBeforeTheCall() throws Exception {
    DefinedConnector connector =
        connector(HEAD + "limits: { text: 12 bytes, request: 60 bytes }\n" + SEND + PLAIN);

    assertThat(connector.send(message("磁盘告警"))).isInstanceOf(Accepted.class);
    SendResult tooLong = connector.send(message("磁盘告警!"));

    assertThat(tooLong).satisfies(rejectedAs(Rejection.CONTENT));
    assertThat(((Rejected) tooLong).reason())
        .isEqualTo("the text has 13 bytes, and at most 12 are taken");
    assertThat(requests).hasSize(1);
  }
}
