package dev.herald.channels.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.CallReason;
import dev.herald.channel.Message;
import dev.herald.channel.MessageSender.BatchResult;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Throttled;
import dev.herald.channel.SentMessage;
import dev.herald.channel.receipt.Report;
import dev.herald.channels.definition.DefinedConnector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
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

  private static final String TOGETHER =
      """
      request:
        post: https://chat.example.com/send
        json: { to: "${destinations}", text: "${content.text}", call: "${message.call}" }
      batch: { most: 3, by: content }
      answer:
        success: code
        results: { each: "${body.each}", success: ok, id: "${each.id}" }
        errors: { recipient: [404] }
      ambiguous: hold
      """;

  @Test
  void aListInTheOrderOfTheMessagesTellsOfEach() throws Exception {
    onSend =
        _ ->
            new Reply(
                200,
                "{\"code\":0,\"each\":[{\"ok\":0,\"id\":1},{\"ok\":404,\"for\":\"berta\"},{\"ok\":0}]}");
    DefinedConnector connector = connector(HEAD + TOGETHER);
    Message anna = message("hi", "anna");

    BatchResult result =
        connector.sendTogether(List.of(anna, message("hi", "berta"), message("hi", "carla")));

    assertThat(((BatchResult.Each) result).results())
        .satisfiesExactly(
            first -> assertThat(first).isInstanceOf(Accepted.class),
            second -> assertThat(second).satisfies(rejectedAs(Rejection.RECIPIENT)),
            third -> assertThat(third).isInstanceOf(Accepted.class));
    assertThat(((BatchResult.Each) result).results().getFirst().exchange().toString())
        .contains("providerId=1")
        .doesNotContain("berta");
    assertThat(requests)
        .singleElement()
        .asString()
        .contains("\"to\":[\"anna\",\"berta\",\"carla\"]", anna.id().toString());
  }

  @Test
  void aCallForSeveralThatTellsNothingIsHeldForEach() throws Exception {
    onSend = _ -> new Reply(200, "{\"code\":0,\"each\":[]}");
    DefinedConnector connector = connector(HEAD + TOGETHER);

    assertThat(connector.sendTogether(List.of(message("hi", "anna"), message("hi", "berta"))))
        .isInstanceOfSatisfying(
            BatchResult.Each.class,
            each -> assertThat(each.results()).hasOnlyElementsOfType(SendResult.Unknown.class));

    onSend = _ -> new Reply(200, "no JSON");
    assertThat(connector.sendTogether(List.of(message("hi", "anna"), message("hi", "berta"))))
        .isInstanceOfSatisfying(
            BatchResult.Whole.class,
            whole -> assertThat(whole.result()).isInstanceOf(SendResult.Unknown.class));
  }

  private static final String ASKED =
      """
      trace:
        request:
          post: https://chat.example.com/result
          json: { id: "${message.providerId}" }
        answer:
          report: ${body}
          accepted: ${has(body.seen)}
          delivered: ${destination in body.seen}
          undelivered: ${destination in body.lost}
          reason: ${body.why}
        follow: [1m, 1h]
      dead: [GONE]
      """;

  @Test
  void aQuestionThatIsTheSameForSeveralIsAskedOnce() throws Exception {
    onSend = _ -> new Reply(200, "{\"seen\":[\"anna\"],\"lost\":[\"berta\"],\"why\":\"GONE\"}");
    DefinedConnector connector = connector(HEAD + SEND + PLAIN + ASKED);
    List<SentMessage> sent =
        Stream.of("anna", "berta", "carla").map(to -> sent(message("hi", to), "task-1")).toList();
    List<SentMessage> more =
        Stream.concat(sent.stream(), Stream.of(sent(message("hi", "anna"), "task-2"))).toList();

    Map<UUID, Report.Progress> told = connector.follow(more);

    assertThat(requests).hasSize(2);
    assertThat(told).doesNotContainKey(sent.get(2).id());
    assertThat(told.get(sent.get(0).id()))
        .extracting(Report.Progress::state)
        .isEqualTo(Report.State.DELIVERED);
    assertThat(told.get(more.getLast().id()))
        .extracting(Report.Progress::state)
        .isEqualTo(Report.State.DELIVERED);
    assertThat(told.get(sent.get(1).id()))
        .satisfies(lost -> {
          assertThat(lost.state()).isEqualTo(Report.State.UNDELIVERED);
          assertThat(lost.addressDead()).isTrue();
        });
    assertThat(connector.followsAfter())
        .containsExactly(Duration.ofMinutes(1), Duration.ofHours(1));
  }

  private static SentMessage sent(Message message, String providerId) {
    return new SentMessage(
        message.id(), message.source(), message.destination(), providerId, Instant.now());
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
        .isEqualTo(new CallReason.PartTooLong("text", 13, 12, "BYTES"));
    assertThat(requests).hasSize(1);
  }
}
