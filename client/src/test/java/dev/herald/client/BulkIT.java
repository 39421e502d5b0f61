package dev.herald.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many submissions in one request, over real HTTP. */
class BulkIT {
  private static final UUID REQUEST = UUID.randomUUID();
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ScriptedServer server = new ScriptedServer();
  private final HeraldClient herald =
      HeraldClient.at(server.url())
          .key("the-key")
          .retries(
              new RetryPolicy(1_000, MINUTE, MINUTE, Duration.ofMillis(5), Duration.ofMillis(20)))
          .build();

  @AfterEach
  void end() {
    server.close();
  }

  private static Submission notice(int shares) {
    return Submission.of("grant.vested", "hengtong").to("E1001").data("shares", shares).build();
  }

  @Test
  void of_many_only_lines_that_may_pass_go_again() {
    server.says(
        200,
        """
        {"line": 1, "status": 202, "request": "%1$s", "messages": []}
        {"line": 2, "status": 422, "detail": "wrong", "errors": []}
        {"line": 3, "status": 429, "detail": "at its rate"}
        """
            .formatted(REQUEST));
    server.says(
        200,
        """
        {"line": 1, "status": 503, "detail": "busy"}
        {"line": 2, "status": 202, "request": "%1$s", "messages": []}
        """
            .formatted(REQUEST));
    server.says(
        200,
        "{\"line\": 1, \"status\": 202, \"request\": \"%s\", \"messages\": []}".formatted(REQUEST));

    List<LineResult> results = herald.sendAll(List.of(notice(0), notice(1), notice(2), notice(3)));

    assertThat(results.get(0)).isInstanceOf(LineResult.Taken.class);
    assertThat(results.get(1))
        .isInstanceOfSatisfying(
            LineResult.Refused.class,
            refused -> assertThat(refused.problem()).isInstanceOf(HeraldException.Invalid.class));
    assertThat(results.subList(2, 4)).hasOnlyElementsOfType(LineResult.Taken.class);
    assertThat(server.requests())
        .extracting(each -> each.body().lines().count())
        .containsExactly(4L, 2L, 1L);
    assertThat(server.requests().get(0).body())
        .as("the line without an answer goes again under its key")
        .contains(server.requests().get(1).body().lines().toList().get(1));
  }

  @Test
  void of_many_what_is_left_at_the_deadline_is_told_line_by_line() {
    server.says(
        200,
        """
        {"line": 1, "status": 202, "request": "%s", "messages": []}
        {"line": 2, "status": 429, "detail": "at its rate"}
        """
            .formatted(REQUEST));
    List<LineResult> results =
        herald.with(RetryPolicy.none(MINUTE)).sendAll(List.of(notice(1), notice(2), notice(3)));

    assertThat(results.get(0)).isInstanceOf(LineResult.Taken.class);
    assertThat(results.get(1))
        .isInstanceOfSatisfying(
            LineResult.Refused.class,
            refused ->
                assertThat(refused.problem()).isInstanceOf(HeraldException.QuotaExceeded.class));
    assertThat(results.get(2)).isInstanceOf(LineResult.Refused.class);
  }

  @Test
  void of_many_with_a_wrong_key_none_is_told_to_be_taken() {
    server.says(401, "{\"detail\": \"nobody has this key\"}");

    assertThatThrownBy(() -> herald.sendAll(List.of(notice(1))))
        .isInstanceOf(HeraldException.Unauthorized.class);
  }

  @Test
  void a_stream_goes_in_parts_of_bounded_size() {
    Chunks chunks = new Chunks(IntStream.range(0, 2_500).mapToObj(BulkIT::notice).iterator());
    assertThat(List.of(chunks.next().size(), chunks.next().size(), chunks.next().size()))
        .containsExactly(1_000, 1_000, 500);
    assertThat(chunks.hasNext()).isFalse();

    Submission large = Submission.of("a", "b").to("E1").data("text", "x".repeat(900_000)).build();
    assertThat(new Chunks(List.of(large, large, large, large, large, large).iterator()).next())
        .hasSize(5);
  }
}
