package dev.herald.channels.conformance;

import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Rejection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One connector under test: what a good message of it is, and which questions apply.
 *
 * @param settings complete; every secret is long enough to be found in a text
 * @param words of the content, that the provider could repeat
 * @param echoCode a code of the provider that comes with words
 */
record Subject(
    String connector,
    Map<String, String> settings,
    Content content,
    String words,
    Destination destination,
    String echoCode,
    Set<Trait> traits,
    Map<Case, Object> cases) {

  /** What is true of some connectors only. */
  enum Trait {
    /** An answer of any length and form, with a status of success, is enough. */
    JUDGES_BY_STATUS,
    /** A token is fetched first, and kept. */
    TOKEN
  }

  /** What is asked only where there is something to ask with. */
  enum Case {
    /** Settings with a secret that the provider does not know. */
    WRONG_SECRET,
    /** A {@link Destination} that there is not. */
    UNKNOWN_DESTINATION,
    /** A {@link Content} that is too long. */
    OVERSIZE,
    /** The {@link Rejection} of a recipient that the provider refuses. */
    BAD_RECIPIENT
  }

  static Subject of(String connector, Map<String, String> settings, Content content) {
    return new Subject(
        connector,
        settings,
        content,
        String.join("", content.texts().subList(content.texts().size() - 1, content.texts().size())),
        Destination.NONE,
        "",
        Set.of(),
        Map.of());
  }

  Subject words(String other) {
    return new Subject(
        connector, settings, content, other, destination, echoCode, traits, cases);
  }

  /**
   * @param unknown one of that kind that there is not
   */
  Subject to(Destination.Kind kind, String address, String unknown) {
    return new Subject(
            connector,
            settings,
            content,
            words,
            new Destination(kind, address),
            echoCode,
            traits,
            cases)
        .when(Case.UNKNOWN_DESTINATION, new Destination(kind, unknown))
        .when(Case.BAD_RECIPIENT, Rejection.RECIPIENT);
  }

  Subject echoes(String code) {
    return new Subject(connector, settings, content, words, destination, code, traits, cases);
  }

  Subject has(Trait... all) {
    return new Subject(
        connector, settings, content, words, destination, echoCode, Set.of(all), cases);
  }

  Subject wrongSecret(String field, String value) {
    Map<String, String> other = new HashMap<>(settings);
    other.put(field, value);
    return when(Case.WRONG_SECRET, other);
  }

  Subject oversize(Content tooLong) {
    return when(Case.OVERSIZE, tooLong);
  }

  private Subject when(Case which, Object with) {
    Map<Case, Object> all = new HashMap<>(cases);
    all.put(which, with);
    return new Subject(
        connector, settings, content, words, destination, echoCode, traits, all);
  }

  @SuppressWarnings("unchecked")
  Optional<Map<String, String>> wrongSecret() {
    return Optional.ofNullable((Map<String, String>) cases.get(Case.WRONG_SECRET));
  }

  Optional<Destination> unknownDestination() {
    return Optional.ofNullable((Destination) cases.get(Case.UNKNOWN_DESTINATION));
  }

  Optional<Content> oversize() {
    return Optional.ofNullable((Content) cases.get(Case.OVERSIZE));
  }

  Optional<Rejection> badRecipient() {
    return Optional.ofNullable((Rejection) cases.get(Case.BAD_RECIPIENT));
  }

  boolean is(Trait trait) {
    return traits.contains(trait);
  }

  @Override
  public String toString() {
    return connector;
  }
}
