package dev.herald.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
  private static final Duration LEFT = Duration.ofSeconds(30);

  private final RetryPolicy policy = RetryPolicy.standard();

  private static HeraldException problem(int status, @Nullable Duration retryAfter) {
    return Problems.of(status, "as the test wants it", List.of(), retryAfter);
  }

  @Test
  void pauses_double_and_lose_at_most_a_half_by_chance() {
    for (int tries = 1; tries < 70; tries++) {
      Duration most = Duration.ofMillis(Math.min(5_000, 200L << Math.min(tries - 1, 20)));
      assertThat(policy.pause(tries, problem(503, null), LEFT).orElseThrow())
          .isBetween(most.dividedBy(2), most);
    }
  }

  @Test
  void what_the_server_says_comes_first_and_only_within_the_deadline() {
    Duration said = Duration.ofSeconds(20);

    assertThat(policy.pause(1, problem(429, said), LEFT)).contains(said);
    assertThat(policy.pause(1, problem(429, said), said)).isEmpty();
    assertThat(policy.pause(1, problem(503, Duration.ofHours(1)), LEFT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void what_may_pass_is_tried_again(int status) {
    assertThat(policy.pause(1, problem(status, null), LEFT)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 403, 404, 405, 409, 413, 415, 422})
  void what_stays_wrong_is_not(int status) {
    assertThat(policy.pause(1, problem(status, null), LEFT)).isEmpty();
  }

  @Test
  void one_try_is_one_whatever_the_server_says() {
    RetryPolicy once = RetryPolicy.none(LEFT);

    assertThat(once.pause(1, problem(503, null), LEFT)).isEmpty();
    assertThat(once.pause(1, problem(503, Duration.ZERO), LEFT)).isEmpty();
  }

  @Test
  void retry_after_is_read_as_seconds_and_as_a_date() {
    Instant soon = Instant.now().plusSeconds(7_200);
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(soon.atZone(ZoneOffset.UTC));

    assertThat(Problems.retryAfter(header("120"))).isEqualTo(Duration.ofSeconds(120));
    assertThat(Problems.retryAfter(header(date)))
        .isBetween(Duration.ofMinutes(60), Duration.ofMinutes(121));
    assertThat(Problems.retryAfter(header("soon"))).isNull();
    assertThat(Problems.retryAfter(header("99999999999999999999"))).isNull();
    assertThat(Problems.retryAfter(header("Tue, 01 Dec 2020 12:00:00 GMT")))
        .isEqualTo(Duration.ZERO);
  }

  private static HttpHeaders header(String value) {
    return HttpHeaders.of(Map.of("Retry-After", List.of(value)), (name, each) -> true);
  }
}
