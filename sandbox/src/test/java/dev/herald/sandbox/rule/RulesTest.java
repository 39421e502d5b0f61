package dev.herald.sandbox.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.sandbox.outbox.Envelope;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  private static final Effect HANG = new Effect.Hang();
  private static final Envelope TO_ZHANG =
      new Envelope("smtp", "email", "hr", List.of("zhang@example.com"), null);

  private final Rules rules = new Rules();

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "*, '', true",
    "+86138*, +8613800000001, true",
    "+86138*, +8613900000001, false",
    "*@example.com, zhang@example.com, true",
    "zhang*com, zhang@example.com, true",
    "z*g@*.com, zhang@example.com, true",
    "z*x@*.com, zhang@example.com, false",
    "zhang, zhang@example.com, false",
    "ab*ba, aba, false",
    "ab*ba, abba, true"
  })
  void a_star_stands_for_any_text(String pattern, String text, boolean fits) {
    assertThat(Match.fits(pattern, text)).isEqualTo(fits);
  }

  @Test
  void a_rule_without_conditions_meets_everything_until_its_limit() {
    rules.add(Rule.that(HANG).times(2));
    assertThat(effects(4)).containsExactly(true, true, false, false);
  }

  @Test
  void every_nth_means_every_nth_of_those_that_fit() {
    rules.add(Rule.that(HANG).destination("*@example.com").everyNth(3));
    assertThat(rules.next(new Envelope("smtp", "email", "hr", List.of("x@y.z"), null), "hr"))
        .isNull();
    assertThat(effects(6)).containsExactly(false, false, true, false, false, true);
  }

  @Test
  void a_share_is_about_that_share_and_the_same_for_the_same_seed() {
    Share share = new Share.Random(0.01, 42);
    List<Long> picked = LongStream.rangeClosed(1, 100_000).filter(share::picks).boxed().toList();
    assertThat(picked).hasSizeBetween(900, 1_100);
    assertThat(LongStream.rangeClosed(1, 100_000).filter(new Share.Random(0.01, 42)::picks))
        .containsExactlyElementsOf(picked);
    assertThat(LongStream.rangeClosed(1, 1_000).filter(new Share.Random(1, 1)::picks).count())
        .isEqualTo(1_000);
    assertThat(LongStream.rangeClosed(1, 1_000).filter(new Share.Random(0, 1)::picks)).isEmpty();
  }

  @Test
  void the_oldest_rule_that_applies_wins_and_each_is_matched_on_all_parts() {
    rules.add(Rule.that(new Effect.ResetAfter()).provider("tencent-sms"));
    rules.add(Rule.that(new Effect.ResetBefore()).channel("email").account("finance"));
    rules.add(Rule.that(HANG).channel("email").account("hr"));
    rules.add(Rule.that(new Effect.Malformed()));
    assertThat(rules.next(TO_ZHANG, "hr")).isEqualTo(HANG);
    rules.clear();
    assertThat(rules.next(TO_ZHANG, "hr")).isNull();
  }

  private List<Boolean> effects(int count) {
    return IntStream.range(0, count).mapToObj(_ -> rules.next(TO_ZHANG, "hr") != null).toList();
  }
}
