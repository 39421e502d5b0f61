package dev.herald.server.reason.old;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.CallReason;
import dev.herald.server.reason.Language;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.reason.Wording;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldSentencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          the provider took it | TAKEN_BY_PROVIDER
          the provider has it after all | FOUND_TAKEN
          the provider has no report of it | PROVIDER_HAS_NO_REPORT
          the answer does not tell whether it was taken | ANSWER_TELLS_NOTHING
          the provider can't be asked; a person decides | CANNOT_BE_ASKED
          no answer within the deadline | NO_ANSWER_IN_TIME
          451 later; a repeat could be a double, so it is held | HELD_AS_UNKNOWN
          451 later; asked 3 times, a person decides | ASKED_OFTEN
          given up after 3 attempts, the last one: 451 later | GIVEN_UP
          given up after 3 attempts, the last one: 451 later; going on by sms | GOES_ON_BY
          451 later; before, it was held back 7 times: source a is at its rate cap ([1 per second]) | AFTER_WAITING
          source a is at its rate cap ([1 per second, 9 per day]) | CAP_REACHED
          source a has as many calls under way as it answers well | SOURCE_BUSY
          source a has as many calls under way to this destination as it answers well | DESTINATION_BUSY
          source a was told to leave this destination alone | DESTINATION_CLOSED
          source a fails, and rests before it is tried again | SOURCE_FAILS
          source a asked to be left alone | SOURCE_CLOSED
          every source that could send it is paused: [a, b] | SOURCES_PAUSED
          node esop/a is paused by li.lei since 2026-11-22T03:00:00Z | PAUSED
          lane bulk is paused by li.lei since 2026-11-22T03:00:00Z: wrong: text | PAUSED
          the process is stopping | PROCESS_STOPPING
          source a was not called, since the process is stopping | PROCESS_STOPPING
          the process could not prove that it still owns the message | OWNERSHIP_UNPROVEN
          it was worth sending until 2026-11-22T03:00:00Z | EXPIRED
          the template could not be rendered: content.text is empty | TEMPLATE_UNRENDERABLE
          there is no connector 'x' | CONNECTOR_MISSING
          no source serves channel sms for this tenant | NO_SOURCE
          no source of channel sms takes text to phone; there are a (template to phone) | NO_FITTING_SOURCE
          10.0.0.1 is not a public address; an administrator of the server can list it in herald.egress.private-targets | PRIVATE_TARGET
          the header X-A has an absent part; where it may be left out, write ${has(…) ? dyn(…) : null} | HEADER_PART_ABSENT
          the address has an absent part | ADDRESS_PART_ABSENT
          the address's path leads upwards | ADDRESS_LEADS_UPWARDS
          all of the body is absent | BODY_ABSENT
          an error inside Herald (NullPointerException) | ERROR_INSIDE
          called off by li.lei | CANCELLED
          the key that it was submitted with reaches only the addresses on its list | ADDRESS_UNLISTED
          the markdown has 5000 bytes, and at most 4096 are taken | PART_TOO_LONG
          no token could be fetched: no answer within the deadline | TOKEN_NOT_FETCHED
          the provider gave no token: 40001: invalid credential | TOKEN_REFUSED
          another process is fetching the token | TOKEN_FETCHED_ELSEWHERE
          the token could not be fetched: IllegalStateException | TOKEN_FETCH_FAILED
          the process that had this message in hand stopped (a-1); whether attempt 2 reached the provider is not known; sending again | PROCESS_GONE
          the process that had this message in hand stopped (a-1); whether attempt 2 reached the provider is not known, and a repeat could be a double: held | PROCESS_GONE_HELD
          InBlacklist: the number is on the blacklist | SENTENCE
          """)
  void a_stored_sentence_is_read_back(String sentence, String code) {
    assertThat(OldSentences.read(sentence).code()).isEqualTo(code);
  }

  @Test
  void its_values_are_kept() {
    assertThat(OldSentences.read("source a is at its rate cap ([1 per second, 9 per day])"))
        .isEqualTo(new TraceReason.CapReached("a", List.of("1 per second", "9 per day"), null));
    assertThat(
            OldSentences.read("lane bulk is paused by li.lei since 2026-11-22T03:00:00Z: wrong: x"))
        .isEqualTo(
            new TraceReason.Paused(
                "LANE", "bulk", "li.lei", Instant.parse("2026-11-22T03:00:00Z"), "wrong: x"));
    assertThat(
            OldSentences.read(
                "given up after 3 attempts, the last one: no answer within the deadline"))
        .isEqualTo(new TraceReason.GivenUp(3, new CallReason.NoAnswerInTime()));
  }

  @Test
  void what_a_provider_said_stays_in_its_words() {
    String said = "InBlacklist: the number is on the blacklist";

    assertThat(new Wording(Language.ZH).of(OldSentences.read(said))).isEqualTo(said);
  }
}
