package dev.herald.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.bench.load.Order.Pace;
import dev.herald.bench.process.Micros;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WorkTest {
  private static final long LATER = Micros.now() + 3_600_000_000L;

  private static Work work(int messages, Pace pace) {
    return new Work(new Order(new Order.Target(80, "hk_1"), Form.NOTICE, "run", messages, 1, pace));
  }

  private static List<JsonNode> bodies(Work.Piece piece) {
    String request = new String(piece.bytes(), StandardCharsets.UTF_8);
    return request
        .substring(request.indexOf("\r\n\r\n") + 4)
        .lines()
        .map(JsonMapper.shared()::readTree)
        .toList();
  }

  @Test
  void aSingleRequestHasItsKeyInTheHeaderAndTheLengthOfItsBytes() {
    Work.Piece piece = work(1, Pace.SINGLE).next(LATER).orElseThrow();

    String request = new String(piece.bytes(), StandardCharsets.UTF_8);
    int body =
        request.substring(request.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8).length;
    assertThat(request)
        .startsWith("POST /v1/messages HTTP/1.1\r\n")
        .contains("Authorization: Bearer hk_1\r\n")
        .contains("Idempotency-Key: run-0\r\n")
        .contains("Content-Length: " + body + "\r\n");
    assertThat(bodies(piece))
        .singleElement()
        .satisfies(json -> {
          assertThat(json.at("/node").asString()).isEqualTo("grant.vested");
          assertThat(json.at("/to/0/phone").asString()).isEqualTo("+8613800000000");
          assertThat(json.at("/data/stamp").asString()).isEqualTo("[t:" + LATER + "]");
        });
  }

  @Test
  void bulkIsGivenOutInRequestsOfSoManyLinesAndARest() {
    Work work = work(5, Pace.bulk(2));

    List<Work.Piece> pieces =
        List.of(
            work.next(LATER).orElseThrow(),
            work.next(LATER).orElseThrow(),
            work.next(LATER).orElseThrow());

    assertThat(pieces).extracting(Work.Piece::messages).containsExactly(2, 2, 1);
    assertThat(pieces.stream().flatMap(piece -> bodies(piece).stream()))
        .extracting(json -> json.path("idempotencyKey").asString())
        .containsExactly("run-0", "run-1", "run-2", "run-3", "run-4");
    assertThat(work.next(LATER)).isEmpty();
  }

  @Test
  void messagesMayAskForTheirTime() {
    Work.Piece piece =
        work(1, Pace.bulk(1).dueAt("2026-12-01T00:00:00Z")).next(LATER).orElseThrow();

    assertThat(bodies(piece).getFirst().path("at").asString()).isEqualTo("2026-12-01T00:00:00Z");
  }

  @Test
  void aScheduledRequestCarriesTheTimeAtWhichItWasDue() {
    Work work = work(2, Pace.scheduled(10));

    long first = work.next(LATER).orElseThrow().due();
    assertThat(work.due()).isEqualTo(first + 100_000);
    assertThat(work.next(first + 99_999)).isEmpty();
    assertThat(work.next(LATER).orElseThrow().due()).isEqualTo(first + 100_000);
  }

  @Test
  void itIsDoneWhenAllIsAnsweredAndKeepsTheFirstRefusal() {
    Work work = work(4, Pace.bulk(2));
    Work.Piece first = work.next(LATER).orElseThrow();
    Work.Piece second = work.next(LATER).orElseThrow();

    work.answered(first, 2, "HTTP/1.1 200", LATER + 5_000);
    assertThat(work.isDone()).isFalse();
    work.answered(second, 1, "no such node", LATER + 7_000);

    assertThat(work.isDone()).isTrue();
    Outcome outcome = work.outcome();
    assertThat(outcome.accepted()).isEqualTo(3);
    assertThat(outcome.refused()).isEqualTo(1);
    assertThat(outcome.refusal()).isEqualTo("no such node");
    assertThat(outcome.answer().max()).isEqualTo(7);
  }
}
