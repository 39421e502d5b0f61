package dev.herald.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BurstTest {
  private static final Map<String, Integer> ROOM =
      Map.of("dingtalk", 100, "feishu", 100, "wecom", 100, "infoflow", 100);

  @Test
  void a_burst_is_spread_over_twelve_channels() {
    assertThat(Burst.CHANNELS).hasSizeGreaterThanOrEqualTo(12).doesNotHaveDuplicates();
    assertThat(Burst.CHANNELS)
        .allSatisfy(channel -> assertThat(Burst.of(40, ROOM).count(channel)).isPositive());
  }

  @Test
  void email_and_sms_carry_what_the_robots_can_not() {
    Burst burst = Burst.of(10_000, ROOM);

    assertThat(burst.count("email")).isEqualTo(4_644);
    assertThat(burst.count("sms")).isEqualTo(4_644);
    assertThat(Burst.CHATS).allSatisfy(chat -> assertThat(burst.count(chat)).isEqualTo(100));
    assertThat(Burst.POSTS).allSatisfy(few -> assertThat(burst.count(few)).isEqualTo(4));
    assertThat(Burst.APPS).allSatisfy(app -> assertThat(burst.count(app)).isEqualTo(100));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 11, 12, 13, 40, 299, 300, 9_999, 10_001, 250_000})
  void a_burst_has_as_many_notices_as_were_asked_for(int size) {
    Burst burst = Burst.of(size, ROOM);
    List<Notice> notices = burst.notices();

    assertThat(notices).hasSize(size);
    for (String channel : Burst.CHANNELS) {
      assertThat(notices.stream().filter(notice -> notice.channel().equals(channel)))
          .hasSize(burst.count(channel));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 10_000, 250_000})
  void no_company_sends_more_to_a_chat_than_its_three_robots_take_in_a_minute(int size) {
    assertThat(Burst.of(size, ROOM).portions())
        .filteredOn(portion -> Burst.CHATS.contains(portion.channel()))
        .allSatisfy(portion -> assertThat(portion.count()).isBetween(1, 3 * 20));
  }

  @Test
  void what_robots_sent_a_moment_ago_is_not_asked_of_them_again() {
    Burst burst = Burst.of(10_000, Map.of("feishu", 7));

    assertThat(burst.count("dingtalk")).isZero();
    assertThat(burst.count("feishu")).isEqualTo(7);
    assertThat(burst.size()).isEqualTo(10_000);
  }

  @Test
  void up_to_ten_thousand_everybody_gets_one() {
    Set<String> addressed = new HashSet<>();
    for (Notice notice : Burst.of(10_000, ROOM).notices()) {
      addressed.add(notice.company().employee(notice.employee()).code());
    }

    assertThat(addressed).hasSize(10_000);
  }

  @Test
  void people_differ_in_code_email_and_phone() {
    for (Company company : Company.values()) {
      Set<String> distinct = new HashSet<>();
      for (int number = 0; number < 5_000; number++) {
        Employee employee = company.employee(number);
        distinct.addAll(List.of(employee.code(), employee.email(), employee.phone()));
      }
      assertThat(distinct).hasSize(15_000);
    }
  }

  @Test
  void chats_are_spread_over_the_whole_burst() {
    List<Notice> notices = Burst.of(10_000, ROOM).notices();

    assertThat(notices.subList(0, 1_000).stream().filter(n -> n.channel().equals("feishu")))
        .hasSizeBetween(8, 12);
  }

  @Test
  void a_small_burst_has_trouble_too_and_a_tiny_one_has_none() {
    assertThat(Trouble.in(Burst.of(10_000, ROOM), false))
        .containsExactly(
            new Trouble("smtp", "busy", 200, 23), new Trouble("tencent-sms", "busy", 200, 23));
    assertThat(Trouble.in(Burst.of(300, ROOM), false))
        .allSatisfy(trouble -> assertThat(trouble.times()).isPositive());
    assertThat(Trouble.in(Burst.of(5, ROOM), true)).isEmpty();
  }

  @Test
  void mailboxes_refuse_only_when_asked() {
    assertThat(Trouble.in(Burst.of(300, ROOM), true))
        .extracting(Trouble::reason)
        .containsExactly("busy", "busy", "recipient");
  }
}
