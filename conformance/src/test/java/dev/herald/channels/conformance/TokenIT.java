package dev.herald.channels.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Accepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channels.definition.DefinedConnector;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tokens that are fetched and kept. */
class TokenIT extends Conversations {
  @Test
  void aTokenIsFetchedOnceForManyMessages() throws Exception {
    DefinedConnector connector = connector(HEAD + TOKEN + SEND + ANSWER);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sent =
          IntStream.range(0, 30)
              .mapToObj(_ -> threads.submit(() -> connector.send(message("hi"))))
              .toList();
      for (var each : sent) {
        assertThat(each.get()).isInstanceOf(Accepted.class);
      }
    }

    assertThat(requests.stream().filter(each -> each.startsWith("/token"))).hasSize(1);
    assertThat(requests.stream().filter(each -> each.startsWith("/send")))
        .hasSize(30)
        .allMatch(each -> each.contains("Bearer tok-1 "));
  }

  @Test
  void aTokenThatIsTakenNoLongerIsFetchedOnceMoreAndTheMessageGoes() throws Exception {
    onSend =
        request ->
            request.contains("tok-1")
                ? new Reply(200, "{\"code\":401,\"msg\":\"expired\"}")
                : new Reply(200, "{\"code\":0,\"id\":1}");

    assertThat(connector(HEAD + TOKEN + SEND + ANSWER).send(message("hi")))
        .isInstanceOf(Accepted.class);

    assertThat(tokensGiven).hasValue(2);
  }

  @Test
  void aTokenThatIsRefusedAgainIsTheSourcesFaultAndNobodyTriesForEver() throws Exception {
    onSend = _ -> new Reply(401, "");

    assertThat(connector(HEAD + TOKEN + SEND + ANSWER).send(message("hi")))
        .satisfies(rejectedAs(Rejection.CREDENTIALS));

    assertThat(tokensGiven).hasValue(2);
    assertThat(requests).hasSize(4);
  }

  @Test
  void aFetchThatIsRefusedSaysWhyAndNothingIsSent() throws Exception {
    onToken = _ -> new Reply(200, "{\"code\":404,\"msg\":\"no such app\"}");

    SendResult result = connector(HEAD + TOKEN + SEND + ANSWER).send(message("hi"));

    assertThat(result).satisfies(rejectedAs(Rejection.CREDENTIALS));
    assertThat(((Rejected) result).reason()).contains("no such app", "404");
    assertThat(requests).noneMatch(each -> each.startsWith("/send"));
  }

  @Test
  void aProviderInTroubleGivesNoTokenAndIsAskedLater() throws Exception {
    onToken = _ -> new Reply(503, "");

    assertThat(connector(HEAD + TOKEN + SEND + ANSWER).send(message("hi")))
        .isInstanceOf(Retryable.class);
  }

  @Test
  void aTokenIsInNoAnswerAndNoPreview() throws Exception {
    onSend = request -> new Reply(200, "{\"code\":403,\"msg\":\"you are tok-1, are you not\"}");
    DefinedConnector connector = connector(HEAD + TOKEN + SEND + ANSWER);

    SendResult result = connector.send(message("hi"));

    assertThat(result.toString()).contains("are you not").doesNotContain("tok-1");
    assertThat(connector.preview(message("hi"))).contains("(secret)").doesNotContain("tok-");
  }

  @Test
  void clientCredentialsAreANameAndAPassword() throws Exception {
    onToken = _ -> new Reply(200, "{\"access_token\":\"tok-9\",\"expires_in\":60}");
    String token =
        """
        token:
          clientCredentials:
            at: https://chat.example.com/token
            id: ${source.id}
            secret: ${source.secret}
            scope: send
        auth: { bearer: "${token}" }
        """;

    assertThat(connector(HEAD + token + SEND + ANSWER).send(message("hi")))
        .isInstanceOf(Accepted.class);

    assertThat(requests)
        .first()
        .isEqualTo("/token Basic YXBwMTpzM2NyM3Q= grant_type=client_credentials&scope=send");
  }
}
