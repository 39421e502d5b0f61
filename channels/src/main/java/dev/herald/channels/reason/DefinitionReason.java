package dev.herald.channels.reason;

import dev.herald.channel.Reason;
import dev.herald.channel.network.WebAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a connector's definition, or of no use in it, and what would be right; and
 * what came of its file. The place is told beside it.
 */
public sealed interface DefinitionReason extends Reason {

  // --- the file ---

  record FileUsable(String connector) implements DefinitionReason {}

  record FileUnusable() implements DefinitionReason {}

  /**
   * @param right the name to give it
   */
  record FileMisnamed(String right) implements DefinitionReason {}

  record FileIrregular() implements DefinitionReason {}

  /**
   * @param most in KB
   */
  record FileTooLong(int most) implements DefinitionReason {}

  record FileNotUtf8() implements DefinitionReason {}

  /**
   * @param error the system's
   */
  record FileUnreadable(String error) implements DefinitionReason {}

  /**
   * @param file that defines it too, and is in use
   */
  record ConnectorDefinedTwice(String connector, String file) implements DefinitionReason {}

  // --- its YAML ---

  record DefinitionEmpty() implements DefinitionReason {}

  record YamlWrong(YamlReason why, Mend mend) implements DefinitionReason {
    /** What is likely to help. */
    public enum Mend {
      QUOTE_EXPRESSION,
      INDENT,
      NONE
    }
  }

  record ValuesTooMany(long most) implements DefinitionReason {}

  // --- names ---

  record MemberTwice() implements DefinitionReason {}

  /**
   * @param nearest what was meant; null when nothing is near
   */
  record MemberUnknown(@Nullable String nearest, List<String> known) implements DefinitionReason {}

  /**
   * @param example how it is written; null when there is no short one
   */
  record MemberMissing(String member, @Nullable String example) implements DefinitionReason {}

  /**
   * @param known of which one is needed
   */
  record MembersMissing(List<String> known) implements DefinitionReason {}

  /** Several of which one may stand. */
  record MembersExclude(List<String> members) implements DefinitionReason {}

  record ClassMissing(List<String> known) implements DefinitionReason {}

  record SuccessMissing() implements DefinitionReason {}

  record StepValueMissing(String step) implements DefinitionReason {}

  record VerifyMissing() implements DefinitionReason {}

  // --- values ---

  /** It has another form than it needs. */
  record FormWrong(Form form) implements DefinitionReason {
    /** What it must be. */
    public enum Form {
      MAPPING,
      DEFINITION,
      NAME,
      TEXT,
      TRUTH,
      TEXTS,
      LIST,
      ONE_TEXT,
      EXPRESSION,
      TEXT_OR_EXPRESSION,
      CONDITION,
      JSON_NUMBER,
      SUCCESS_VALUE,
      CODES,
      VERIFY,
      LOWER_CASE,
      FIELD_NAME,
      VALUE_NAME,
      HEADER_NAME
    }
  }

  /** It is none of a kind of values. */
  record ValueUnfit(String value, Kind kind) implements DefinitionReason {
    /** What it should have been. */
    public enum Kind {
      DURATION,
      UP_TO_A_DAY,
      RATE_CAP,
      LENGTH,
      PATH,
      HTTP_STATUS,
      STATUS_OF_ERROR,
      STATUS_OF_SUCCESS,
      SUCCESS,
      HTTP_VERSION,
      AMBIGUITY
    }
  }

  record WordUnknown(String value, @Nullable String nearest, List<String> known)
      implements DefinitionReason {}

  record ValueAbsent() implements DefinitionReason {}

  record UrlWrong(WebAddress.Fault fault) implements DefinitionReason {}

  /** It follows from the address and the body of a request. */
  record HeaderOfCall() implements DefinitionReason {}

  /** Its name means something else in a message. */
  record ChannelTaken(String value) implements DefinitionReason {}

  record CapsTooMany(int most) implements DefinitionReason {}

  record FallbackUnfit() implements DefinitionReason {}

  record BatchSizeWrong(String value, int least, int most) implements DefinitionReason {}

  // --- what does not go together ---

  record CodeNeeded() implements DefinitionReason {}

  record DeliveredNeeded() implements DefinitionReason {}

  record TokenUnfetched() implements DefinitionReason {}

  record JwtIsToken() implements DefinitionReason {}

  record RowFitsAll() implements DefinitionReason {}

  record ContentsWithoutJson() implements DefinitionReason {}

  record IdempotentUnknown(String value) implements DefinitionReason {}

  record IdempotentChanges(String value) implements DefinitionReason {}

  record BatchWithSteps() implements DefinitionReason {}

  /**
   * @param reads what differs among the messages of one call
   */
  record BatchReadsOne(List<String> reads) implements DefinitionReason {}

  record BatchReadsNone() implements DefinitionReason {}

  // --- what does not hold of its examples ---

  /**
   * @param why a {@link dev.herald.channel.CallReason}
   */
  record ExampleUnmade(Reason why) implements DefinitionReason {}

  /**
   * @param part of the request
   * @param made as JSON; null when it is absent
   * @param said as JSON
   */
  record ExampleDiffers(String part, @Nullable String made, String said)
      implements DefinitionReason {}

  record ExampleMeans(List<String> means, String said) implements DefinitionReason {}

  /**
   * @param waits in seconds; null: as long as is usual
   * @param said in seconds
   */
  record ExampleWaits(@Nullable Long waits, long said) implements DefinitionReason {}

  // --- what is said in vain ---

  record ValueLeftOut() implements DefinitionReason {}

  record OfRequestToo() implements DefinitionReason {}

  /**
   * @param verdict the class of an answer after which nothing waits
   */
  record WaitInVain(String verdict) implements DefinitionReason {}

  record DestinationNone() implements DefinitionReason {}

  record KindUndeclared(String kind) implements DefinitionReason {}

  /**
   * @param kinds of content that have it
   */
  record PartUndeclared(String part, List<String> kinds) implements DefinitionReason {}

  record SettingPerhapsAbsent(String setting) implements DefinitionReason {}
}
