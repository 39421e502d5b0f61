package dev.herald.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmissionTest {
  private record Vested(String grant, long shares, LocalDate on, @Nullable String link) {}

  private static Submission.Builder notice() {
    return Submission.of("grant.vested", "hengtong").to("E1001");
  }

  @Test
  void it_is_written_as_the_server_reads_it() {
    Submission submission =
        Submission.of("grant.vested", "hengtong")
            .to("E1001")
            .to(
                Recipient.email("li@example.com")
                    .andPhone("13800138000")
                    .andAddress("wecom", "li")
                    .in(Locale.SIMPLIFIED_CHINESE)
                    .data("name", "李"))
            .data("shares", 12_000)
            .channels("email", "sms")
            .at(Instant.parse("2026-12-01T08:00:00Z"))
            .expiresIn(Duration.ofHours(2))
            .application("esop")
            .idempotencyKey("k-1")
            .build();

    assertThat(Json.read(submission.toJson()))
        .isEqualTo(
            Json.read(
                """
                {"node": "grant.vested", "tenant": "hengtong",
                 "to": [{"recipient": "E1001"},
                        {"email": "li@example.com", "phone": "13800138000", "wecom": "li",
                         "locale": "zh-CN", "data": {"name": "李"}}],
                 "data": {"shares": 12000}, "channels": ["email", "sms"],
                 "at": "2026-12-01T08:00:00Z", "expiresIn": "7200000ms", "application": "esop",
                 "idempotencyKey": "k-1"}
                """));
    assertThat(submission.body()).doesNotContain("k-1");
    assertThat(submission.toJson()).doesNotContain("\n");
  }

  @Test
  void what_was_written_is_read_back_the_same() {
    Submission submission =
        notice()
            .data("price", new BigDecimal("1.50"))
            .data("large", new BigInteger("123456789012345678901234567890"))
            .data("none", null)
            .data("list", List.of(1, "2", Map.of("three", true)))
            .event("grant-8841")
            .build();

    Submission again = Submission.fromJson(submission.toJson());

    assertThat(again).isEqualTo(submission).hasSameHashCodeAs(submission);
    assertThat(again.toJson()).isEqualTo(submission.toJson()).contains("1.50");
    assertThatThrownBy(() -> Submission.fromJson("[]")).hasMessageContaining("no JSON object");
    assertThatThrownBy(() -> Submission.fromJson("{\"a\":")).hasMessageContaining("no JSON");
  }

  @Test
  void files_go_to_everyone_or_to_one() {
    UUID logo = new UUID(0, 1);
    Submission submission =
        Submission.of("bill.monthly", "hengtong")
            .to(
                Recipient.email("li@example.com")
                    .attach(Attachment.url("https://bills.example.com/8841.pdf", "账单.pdf"))
                    .attach(Attachment.file(new UUID(0, 2)).named("terms.pdf")))
            .attach(Attachment.file(logo).shownAs("logo"))
            .build();

    assertThat(submission.toJson())
        .contains(
            "\"url\":\"https://bills.example.com/8841.pdf\"",
            "\"name\":\"terms.pdf\"",
            "\"contentId\":\"logo\"",
            logo.toString());
    assertThat(Submission.fromJson(submission.toJson())).isEqualTo(submission);
  }

  @Test
  void variables_are_what_json_knows() {
    String json =
        notice()
            .data(new Vested("G-1", 12_000, LocalDate.of(2026, 11, 1), null))
            .data("state", MessageState.SENT)
            .data("maybe", Optional.of(0.1))
            .data("array", new int[] {1, 2})
            .data("nulls", Arrays.asList("a", null))
            .build()
            .toJson();

    assertThat(json)
        .contains(
            "\"grant\":\"G-1\",\"shares\":12000,\"on\":\"2026-11-01\"",
            "\"state\":\"SENT\"",
            "\"maybe\":0.1",
            "\"array\":[1,2]",
            "\"nulls\":[\"a\",null]")
        .doesNotContain("link");
    assertThatThrownBy(() -> notice().data("thread", Thread.currentThread()))
        .hasMessageContaining("java.lang.Thread");
    assertThatThrownBy(() -> notice().data("nan", Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void an_event_is_a_key_of_its_own_for_each_node_and_tenant() {
    String key = notice().event("授予 8841").build().idempotencyKey().orElseThrow();

    assertThat(notice().event("授予 8841").build().idempotencyKey()).contains(key);
    assertThat(IdempotencyKey.checked(key)).isEqualTo(key).doesNotContain("8841");
    assertThat(Submission.of("other", "hengtong").to("E1").event("授予 8841").build())
        .extracting(Submission::idempotencyKey)
        .isNotEqualTo(Optional.of(key));
    assertThatThrownBy(() -> notice().event(" ")).hasMessageContaining("blank");
  }

  @Test
  void a_key_that_no_header_can_carry_is_refused_where_it_is_given() {
    for (String wrong : List.of("", "授予", "a b", "a\nb", "x".repeat(256))) {
      assertThatThrownBy(() -> notice().idempotencyKey(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("event(id)");
    }
  }

  @Test
  void to_nobody_it_is_not_made() {
    assertThatThrownBy(() -> Submission.of("a", "b").build()).hasMessageContaining("to(...)");
  }

  @Test
  void what_may_be_logged_has_no_address_and_no_variable() {
    Submission submission =
        Submission.of("grant.vested", "hengtong")
            .to(Recipient.email("li@example.com"))
            .data("name", "李")
            .build();

    assertThat(submission)
        .hasToString("Submission[node=grant.vested, tenant=hengtong, recipients=1]");
    assertThat(Recipient.phone("13800138000")).hasToString("Recipient[phone]");
  }
}
