package dev.herald.channels.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.network.Egress;
import dev.herald.channel.network.PrivateTargets;
import dev.herald.channels.http.HttpOutcome.Answered;
import dev.herald.channels.http.HttpOutcome.Forbidden;
import dev.herald.channels.http.HttpOutcome.NotSent;
import dev.herald.channels.http.HttpOutcome.Unanswered;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HttpEgressIT {
  /** For a server that makes everybody wait as long as they do. */
  private static final Duration ONLY_SILENCE_IS_LONGER = Duration.ofSeconds(4);

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void inTheSandboxTheNamedHostIsOnlyNamed() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK);
        HttpEgress http = egress(sandbox(server))) {
      HttpOutcome outcome =
          http.exchange(call("https://oapi.dingtalk.com/robot/send?a=b"), Reach.PUBLIC);

      assertThat(outcome).isInstanceOf(Answered.class);
      assertThat(server.head())
          .startsWith("POST /robot/send?a=b HTTP/1.1")
          .contains("Host: oapi.dingtalk.com")
          .anyMatch(line -> line.startsWith("X-Herald-Message: "));
    }
  }

  @Test
  void outsideTheSandboxNobodyLearnsTheMessageId() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK);
        HttpEgress http = egress(listed("127.0.0.1"))) {
      http.exchange(call("http://127.0.0.1:%d/".formatted(server.port())), Reach.LISTED);

      assertThat(server.head())
          .contains("Host: 127.0.0.1:" + server.port())
          .noneMatch(line -> line.startsWith("X-Herald"))
          .noneMatch(line -> line.startsWith("Accept-Encoding"));
    }
  }

  @Test
  void aProviderThatInsistsOnItIsSpokenToInHttp2() throws Exception {
    try (Http2Server server = new Http2Server();
        HttpEgress http = egress(listed("127.0.0.1"))) {
      URI address = URI.create("http://127.0.0.1:%d/3/device/1".formatted(server.port()));
      HttpCall call =
          new HttpCall(
              new UUID(0, 1),
              "POST",
              address,
              Map.of("apns-topic", "com.example.app"),
              "{}".getBytes(StandardCharsets.UTF_8),
              HttpCall.Version.TWO);

      for (int i = 0; i < 3; i++) {
        assertThat(http.exchange(call, Reach.LISTED))
            .isInstanceOfSatisfying(
                Answered.class,
                answered -> {
                  assertThat(answered.answer().status()).isEqualTo(410);
                  assertThat(answered.answer().headers()).containsEntry("apns-id", "1");
                  assertThat(answered.answer().text()).contains("Unregistered");
                });
      }
      assertThat(server.heads())
          .hasSize(3)
          .containsOnly("HTTP/2.0 POST /3/device/1 com.example.app {}");
    }
  }

  @Test
  void inHttp2TheSameAddressesAreClosedAndNothingIsSentToThem() {
    try (Http2Server server = new Http2Server();
        HttpEgress http = egress(listed("127.0.0.2"))) {
      URI address = URI.create("http://127.0.0.1:%d/".formatted(server.port()));
      HttpCall call =
          new HttpCall(
              new UUID(0, 1), "POST", address, Map.of(), new byte[0], HttpCall.Version.TWO);

      assertThat(http.exchange(call, Reach.LISTED)).isInstanceOf(Forbidden.class);
      assertThat(http.exchange(call, Reach.PUBLIC)).isInstanceOf(Forbidden.class);
      assertThat(server.heads()).isEmpty();
    }
  }

  @Test
  void connectionsAreKept() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK);
        HttpEgress http = egress(sandbox(server))) {
      for (int i = 0; i < 5; i++) {
        assertThat(http.exchange(call("https://example.com/"), Reach.LISTED))
            .isInstanceOf(Answered.class);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aRedirectIsAnAnswerAndIsNotFollowed() throws Exception {
    String redirect =
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    try (ScriptedServer server = new ScriptedServer(redirect);
        HttpEgress http = egress(sandbox(server))) {
      assertThat(http.exchange(call("https://example.com/"), Reach.LISTED))
          .isInstanceOfSatisfying(
              Answered.class, answered -> assertThat(answered.answer().status()).isEqualTo(302));
    }
  }

  @Test
  void aLongAnswerIsReadInPart() {
    int length = 3 * HttpEgress.MAX_ANSWER_BYTES;
    String answer =
        "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(length, "x".repeat(length));
    try (ScriptedServer server = new ScriptedServer(answer);
        HttpEgress http = egress(sandbox(server))) {
      assertThat(http.exchange(call("https://example.com/"), Reach.LISTED))
          .isInstanceOfSatisfying(
              Answered.class,
              answered -> {
                assertThat(answered.answer().cut()).isTrue();
                assertThat(answered.answer().body()).hasSize(HttpEgress.MAX_ANSWER_BYTES);
              });
    }
  }

  @Test
  void anAddressInAPrivateNetworkIsForbiddenToTheReachOfThePublic() {
    try (ScriptedServer server = new ScriptedServer(OK);
        HttpEgress http = egress(new Egress.Direct())) {
      for (String host :
          List.of("127.0.0.1", "localhost", "[::1]", "2130706433", "[::ffff:7f00:1]")) {
        HttpCall call = call("http://%s:%d/".formatted(host, server.port()));

        assertThat(http.exchange(call, Reach.PUBLIC)).isInstanceOf(Forbidden.class);
        assertThat(http.exchange(call, Reach.LISTED)).isInstanceOf(Forbidden.class);
      }
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void onlyAListedPrivateTargetIsCalledAndOnlyWhereTheListCounts() {
    try (ScriptedServer server = new ScriptedServer(OK);
        HttpEgress http = egress(listed("127.0.0.1"))) {
      HttpCall call = call("http://127.0.0.1:%d/".formatted(server.port()));
      HttpCall other = call("http://127.0.0.2:%d/".formatted(server.port()));

      assertThat(http.exchange(call, Reach.LISTED)).isInstanceOf(Answered.class);
      assertThat(http.exchange(call, Reach.PUBLIC)).isInstanceOf(Forbidden.class);
      assertThat(http.exchange(other, Reach.LISTED)).isInstanceOf(Forbidden.class);
    }
  }

  @Test
  void aConnectionThatWasAllowedIsNotLentToACallThatIsNot() {
    try (ScriptedServer server = new ScriptedServer(OK);
        HttpEgress http = egress(listed("127.0.0.1"))) {
      HttpCall call = call("http://127.0.0.1:%d/".formatted(server.port()));

      assertThat(http.exchange(call, Reach.LISTED)).isInstanceOf(Answered.class);
      assertThat(http.exchange(call, Reach.PUBLIC)).isInstanceOf(Forbidden.class);
    }
  }

  @Test
  void aHostWithoutAddressWasSentNothing() {
    try (HttpEgress http = egress(new Egress.Direct())) {
      assertThat(http.exchange(call("https://nowhere.invalid/"), Reach.PUBLIC))
          .isInstanceOf(NotSent.class);
    }
  }

  @Test
  void aServerThatSpeaksNoTlsWasSentNothing() {
    try (ScriptedServer server = new ScriptedServer(OK);
        HttpEgress http =
            new HttpEgress(
                new Egress.Direct(PrivateTargets.parse(List.of("127.0.0.1"))),
                ONLY_SILENCE_IS_LONGER)) {
      HttpCall call = call("https://127.0.0.1:%d/".formatted(server.port()));

      assertThat(http.exchange(call, Reach.LISTED)).isInstanceOf(NotSent.class);
    }
  }

  @Test
  void anAnswerThatIsNoHttpMayHaveBeenOneOfAcceptance() {
    try (ScriptedServer server = new ScriptedServer("hello\r\n\r\n");
        HttpEgress http = new HttpEgress(sandbox(server), ONLY_SILENCE_IS_LONGER)) {
      assertThat(http.exchange(call("https://example.com/"), Reach.LISTED))
          .isInstanceOf(Unanswered.class);
    }
  }

  private static Egress listed(String... targets) {
    return new Egress.Direct(PrivateTargets.parse(List.of(targets)));
  }

  private static HttpEgress egress(Egress egress) {
    return new HttpEgress(egress, Duration.ofMinutes(1));
  }

  private static Egress sandbox(ScriptedServer server) {
    return new Egress.Sandbox(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), null);
  }

  private static HttpCall call(String uri) {
    return new HttpCall(
        new UUID(0, 1),
        "POST",
        URI.create(uri),
        Map.of("Content-Type", "application/json"),
        "{}".getBytes(UTF_8));
  }
}
