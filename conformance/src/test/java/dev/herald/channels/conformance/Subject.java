package dev.herald.channels.conformance;

import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Rejection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One connector under test: what a good message of it is, and which questions apply.
 *
 * @param provider the stand-in that it speaks to
 * @param settings complete; every secret is long enough to be found in a text
 * @param words of the content, that the provider could repeat
 * @param traits what is true of it
 * @param cases what to ask with; a question that has nothing here is not asked
 */
record Subject(
    String connector,
    String provider,
    Map<String, String> settings,
    Content content,
    String words,
    Destination destination,
    Set<Trait> traits,
    Map<Case, Object> cases) {

  /** What is true of some connectors only. */
  enum Trait {
    /** An answer of any length and form, with a status of success, is enough. */
    JUDGES_BY_STATUS,
    /** A token is fetched first, and kept. */
    TOKEN,
    /** A source without any setting is complete. */
    NEEDS_NO_SETTING,
    /** No document tells how the provider says that it does not know the caller. */
    NO_CODE_FOR_CREDENTIALS,
    /** Nothing makes a repeat harmless, so that an answer of 5xx leaves open what happened. */
    IN_DOUBT_WHEN_BUSY,
    /** The provider refuses a repeat, and no document tells with which code. */
    REFUSES_REPEATS,
    /** Of several recipients it does not tell at once who of them there is not. */
    NAMES_BAD_RECIPIENTS_WHEN_ASKED,
    /** The whole address is a secret, and no stand-in for it makes a request. */
    HIDES_ITS_ADDRESS
  }

  /** What some questions are asked with. */
  enum Case {
    /** Settings with a secret that the provider does not know. */
    WRONG_SETTINGS,
    /** A destination that there is not. */
    UNKNOWN_DESTINATION,
    /** A content that is too long. */
    OVERSIZE,
    /** A code of the provider that comes with words. */
    ECHO_CODE,
    /** What a refusal of the content is taken for, where the provider has one code for all. */
    CONTENT_REJECTION
  }

  static Subject of(String connector, Map<String, String> settings, Content content) {
    return new Subject(
        connector,
        connector,
        settings,
        content,
        content.texts().getLast(),
        Destination.NONE,
        EnumSet.noneOf(Trait.class),
        Map.of());
  }

  Subject at(String standIn) {
    return new Subject(connector, standIn, settings, content, words, destination, traits, cases);
  }

  Subject words(String other) {
    return new Subject(connector, provider, settings, content, other, destination, traits, cases);
  }

  Subject to(Destination.Kind kind, String address) {
    return new Subject(
        connector,
        provider,
        settings,
        content,
        words,
        new Destination(kind, address),
        traits,
        cases);
  }

  /**
   * @param unknown one of that kind that there is not
   */
  Subject to(Destination.Kind kind, String address, String unknown) {
    return to(kind, address).with(Case.UNKNOWN_DESTINATION, new Destination(kind, unknown));
  }

  Subject has(Trait trait) {
    Set<Trait> all = EnumSet.of(trait);
    all.addAll(traits);
    return new Subject(connector, provider, settings, content, words, destination, all, cases);
  }

  Subject wrong(String field, String value) {
    Map<String, String> other = new HashMap<>(settings);
    other.put(field, value);
    return with(Case.WRONG_SETTINGS, other);
  }

  Subject oversize(Content tooLong) {
    return with(Case.OVERSIZE, tooLong);
  }

  Subject echoes(String code) {
    return with(Case.ECHO_CODE, code);
  }

  Subject refusesContentAs(Rejection rejection) {
    return with(Case.CONTENT_REJECTION, rejection);
  }

  private Subject with(Case which, Object value) {
    Map<Case, Object> all = new EnumMap<>(Case.class);
    all.putAll(cases);
    all.put(which, value);
    return new Subject(connector, provider, settings, content, words, destination, traits, all);
  }

  @SuppressWarnings("unchecked")
  Optional<Map<String, String>> wrongSettings() {
    return Optional.ofNullable((Map<String, String>) cases.get(Case.WRONG_SETTINGS));
  }

  Optional<Destination> unknownDestination() {
    return Optional.ofNullable((Destination) cases.get(Case.UNKNOWN_DESTINATION));
  }

  Optional<Content> oversize() {
    return Optional.ofNullable((Content) cases.get(Case.OVERSIZE));
  }

  Optional<String> echoCode() {
    return Optional.ofNullable((String) cases.get(Case.ECHO_CODE));
  }

  Rejection contentRejection() {
    return (Rejection) cases.getOrDefault(Case.CONTENT_REJECTION, Rejection.CONTENT);
  }

  boolean is(Trait trait) {
    return traits.contains(trait);
  }

  @Override
  public String toString() {
    return connector;
  }
}
