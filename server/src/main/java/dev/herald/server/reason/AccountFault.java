package dev.herald.server.reason;

import dev.herald.channel.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a user, a password, an application or a source. */
public sealed interface AccountFault extends Reason {

  record SignInNameInvalid() implements AccountFault {}

  record PasswordLength(int least, int most) implements AccountFault {}

  record PasswordLeaked() implements AccountFault {}

  record PasswordGuessable() implements AccountFault {}

  record PasswordWrong() implements AccountFault {}

  record CodeWrong() implements AccountFault {}

  record CodeUsed() implements AccountFault {}

  record GuestsUnwanted() implements AccountFault {}

  record GuestsWrong(int given, int most) implements AccountFault {}

  record FeedsMissing() implements AccountFault {}

  record FeedsUnwanted() implements AccountFault {}

  record FeedsTooMany(int given, int most) implements AccountFault {}

  record RateInvalid() implements AccountFault {}

  record AnchorInvalid() implements AccountFault {}

  record SettingUnknown(String connector, @Nullable String nearest, List<String> known)
      implements AccountFault {}

  record SettingRequired(String help) implements AccountFault {}

  record SettingForm(String help, String pattern) implements AccountFault {}

  record SettingChoice(String help, String choices) implements AccountFault {}

  record SecretMasked(String keep) implements AccountFault {}

  record SecretNotKept() implements AccountFault {}

  record SecretAgain(String moved) implements AccountFault {}

  record CapInvalid() implements AccountFault {}

  record AmbiguityInvalid(String value) implements AccountFault {}

  record ContentNeedsTemplate() implements AccountFault {}

  record ContentKindWrong(List<String> known) implements AccountFault {}

  record SourceContentWrong(String connector) implements AccountFault {}
}
