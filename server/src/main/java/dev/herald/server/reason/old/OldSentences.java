package dev.herald.server.reason.old;

import dev.herald.channel.CallReason;
import dev.herald.channel.Reason;
import dev.herald.server.reason.TraceReason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sentences that traces were written in before reasons were data, so that they are told
 * in the reader's language as well. What is none of them was said by a provider and stays as it is.
 */
public final class OldSentences {
  private static final List<Form> FORMS =
      List.of(
          form(
              "(?<why>.+); before, it was held back (?<n>\\d+) times: (?<before>.+)",
              of ->
                  new TraceReason.AfterWaiting(of.reason("why"), of.number(), of.reason("before"))),
          form(
              "(?<why>.+); going on by (?<channel>\\S+)",
              of -> new TraceReason.GoesOnBy(of.reason("why"), of.text("channel"))),
          form(
              "given up after (?<n>\\d+) attempts, the last one: (?<why>.+)",
              of -> new TraceReason.GivenUp(of.number(), of.reason("why"))),
          form(
              "(?<why>.+); a repeat could be a double, so it is held",
              of -> new TraceReason.HeldAsUnknown(of.reason("why"))),
          form(
              "(?<why>.+); asked (?<n>\\d+) times, a person decides",
              of -> new TraceReason.AskedOften(of.reason("why"), of.number())),
          form(
              "the provider can't be asked; a person decides",
              _ -> new TraceReason.CannotBeAsked()),
          form("the provider took it", _ -> new TraceReason.TakenByProvider()),
          form("the provider has it after all", _ -> new TraceReason.FoundTaken()),
          form("the provider has no report of it", _ -> new CallReason.ProviderHasNoReport()),
          form(
              "the answer does not tell whether it was taken",
              _ -> new CallReason.AnswerTellsNothing()),
          form(
              "(?<host>\\S+) is not a public address; an administrator of the server can list it"
                  + " in herald\\.egress\\.private-targets",
              of -> new CallReason.PrivateTarget(of.text("host"), true)),
          form(
              "(?<host>\\S+) is not a public address; an administrator of the server can list it"
                  + " in herald\\.egress\\.private-targets, and the source must say allowPrivate",
              of -> new CallReason.PrivateTarget(of.text("host"), false)),
          form(
              "the header (?<header>\\S+) has an absent part; .*",
              of -> new CallReason.HeaderPartAbsent(of.text("header"))),
          form("the address has an absent part", _ -> new CallReason.AddressPartAbsent()),
          form("all of the body is absent", _ -> new CallReason.BodyAbsent()),
          form("the body has an absent part", _ -> new CallReason.BodyPartAbsent()),
          form("the address's path leads upwards", _ -> new CallReason.AddressLeadsUpwards()),
          form("no answer within the deadline", _ -> new CallReason.NoAnswerInTime()),
          form(
              "it was worth sending until (?<time>\\S+)", of -> new TraceReason.Expired(of.time())),
          form(
              "the template could not be rendered: (?<why>.+)",
              of -> new TraceReason.TemplateUnrenderable(of.reason("why"))),
          form(
              "there is no connector '(?<connector>.+)'",
              of -> new TraceReason.ConnectorMissing(of.text("connector"))),
          form(
              "no source serves channel (?<channel>\\S+) for this tenant",
              of -> new TraceReason.NoSource(of.text("channel"))),
          form(
              "no source of channel (?<channel>\\S+) takes (?<content>\\S+) to (?<kind>\\S+);"
                  + " there are (?<sources>.+)",
              of ->
                  new TraceReason.NoFittingSource(
                      of.text("channel"), of.text("content"), of.text("kind"), of.text("sources"))),
          form(
              "source (?<source>\\S+) is at its rate cap \\(\\[?(?<list>.*?)]?\\)",
              of -> new TraceReason.CapReached(of.text("source"), of.list(), null)),
          form(
              "source (?<source>\\S+) has as many calls under way as it answers well",
              of -> new TraceReason.SourceBusy(of.text("source"))),
          form(
              "source (?<source>\\S+) has as many calls under way to this destination as it"
                  + " answers well",
              of -> new TraceReason.DestinationBusy(of.text("source"))),
          form(
              "source (?<source>\\S+) was told to leave this destination alone",
              of -> new TraceReason.DestinationClosed(of.text("source"))),
          form(
              "source (?<source>\\S+) fails, and rests before it is tried again",
              of -> new TraceReason.SourceFails(of.text("source"))),
          form(
              "source (?<source>\\S+) asked to be left alone",
              of -> new TraceReason.SourceClosed(of.text("source"))),
          form(
              "every source that could send it is paused: \\[(?<list>.*)]",
              of -> new TraceReason.SourcesPaused(of.list(), null, null, null)),
          form(
              "(?<kind>node|lane) (?<key>\\S+) is paused by (?<by>\\S+) since (?<time>\\S+?)"
                  + "(?:: (?<text>.+))?",
              OldSentences::paused),
          form(
              "(?:source \\S+ was not called, since )?the process is stopping",
              _ -> new TraceReason.ProcessStopping()),
          form(
              "the process could not prove that it still owns the message",
              _ -> new TraceReason.OwnershipUnproven()),
          form("what it says does not open: .*", _ -> new TraceReason.DoesNotOpen()),
          form(
              "an error inside Herald \\((?<text>.+)\\)",
              of -> new TraceReason.ErrorInside(of.text("text"))),
          form(
              "an error inside the connector \\((?<text>.+)\\)",
              of -> new CallReason.ConnectorFailed(of.text("text"))),
          form(
              "the key that it was submitted with reaches only the addresses on its list",
              _ -> new TraceReason.AddressUnlisted()),
          form(
              "the (?<part>\\S+) has (?<n>\\d+) (?<unit>bytes|characters), and at most"
                  + " (?<most>\\d+) are taken",
              of ->
                  new CallReason.PartTooLong(
                      of.text("part"),
                      of.number(),
                      Integer.parseInt(of.text("most")),
                      of.text("unit").toUpperCase(Locale.ROOT))),
          form(
              "no token could be fetched: (?<why>.+)",
              of -> new CallReason.TokenNotFetched(of.reason("why"))),
          form(
              "the provider gave no token: (?<why>.+)",
              of -> new CallReason.TokenRefused(of.reason("why"))),
          form("it is not there", _ -> new CallReason.TokenAbsent()),
          form(
              "another process is fetching the token", _ -> new CallReason.TokenFetchedElsewhere()),
          form(
              "the token could not be fetched(?:: (?<text>\\w+))?",
              of ->
                  new CallReason.TokenFetchFailed(
                      Objects.requireNonNullElse(of.match.group("text"), "Error"))),
          form("called off by (?<by>.+)", of -> new TraceReason.Cancelled(of.text("by"))),
          form(
              "the process that had this message in hand stopped \\((?<text>\\S+)\\); whether"
                  + " attempt (?<n>\\d+) reached the provider is not known; sending again",
              of -> new TraceReason.ProcessGone(of.text("text"), of.number())),
          form(
              "the process that had this message in hand stopped \\((?<text>\\S+)\\); whether"
                  + " attempt (?<n>\\d+) reached the provider is not known, and a repeat could be a"
                  + " double: held",
              of -> new TraceReason.ProcessGoneHeld(of.text("text"), of.number())));

  private OldSentences() {}

  public static Reason read(String sentence) {
    return FORMS.stream()
        .flatMap(form -> Stream.ofNullable(form.read(sentence)))
        .findFirst()
        .orElseGet(() -> new TraceReason.Sentence(sentence));
  }

  private static Reason paused(Found of) {
    return new TraceReason.Paused(
        of.text("kind").toUpperCase(Locale.ROOT),
        of.text("key"),
        of.text("by"),
        of.time(),
        of.match.group("text"));
  }

  private static Form form(String written, Function<Found, Reason> reading) {
    return new Form(Pattern.compile(written, Pattern.DOTALL), reading);
  }

  private record Form(Pattern written, Function<Found, Reason> reading) {
    @Nullable Reason read(String sentence) {
      Matcher match = written.matcher(sentence);
      return match.matches() ? reading.apply(new Found(match)) : null;
    }
  }

  private record Found(Matcher match) {
    String text(String name) {
      return match.group(name);
    }

    int number() {
      return Integer.parseInt(match.group("n"));
    }

    Reason reason(String name) {
      return OldSentences.read(match.group(name));
    }

    List<String> list() {
      return Arrays.asList(match.group("list").split(", "));
    }

    @Nullable Instant time() {
      try {
        return Instant.parse(match.group("time"));
      } catch (DateTimeException _) {
        return null;
      }
    }
  }
}
