package dev.herald.server.application;

import dev.herald.server.authorization.KeyGrant;
import dev.herald.server.authorization.KeyMode;
import dev.herald.server.authorization.Permission;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Moments;
import dev.herald.server.platform.problem.RequestProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a key may be asked to be. */
final class KeyRules {
  static final int LONGEST_NAME = 64;
  static final int MOST_GUESTS = 50;
  static final int LONGEST_GUEST = 320;
  private static final List<String> MODES = Stream.of(KeyMode.values()).map(KeyMode::word).toList();
  private static final List<String> SCOPES =
      EnumSet.copyOf(KeyGrant.POSSIBLE).stream().map(Permission::word).toList();

  private KeyRules() {}

  /**
   * @throws RequestProblem.Invalid naming every wrong field
   */
  static KeyGrant checked(KeySpec spec, Instant now) {
    FieldErrors errors = new FieldErrors();
    KeyMode mode = mode(spec.mode(), errors);
    KeyGrant grant =
        new KeyGrant(
            errors.optionalText("name", spec.name(), LONGEST_NAME),
            scopes(spec.scopes(), errors),
            mode,
            guests(spec.guests(), mode, errors),
            expiry(spec.expiresAt(), now, errors));
    errors.throwIfAny();
    return grant;
  }

  private static KeyMode mode(@Nullable String word, FieldErrors errors) {
    if (word == null) {
      return KeyMode.LIVE;
    }
    Optional<KeyMode> mode =
        Stream.of(KeyMode.values()).filter(each -> each.word().equals(word)).findFirst();
    if (mode.isEmpty()) {
      errors.add("mode", "there is no mode '%s'".formatted(word), Spelling.suggestion(word, MODES));
    }
    return mode.orElse(KeyMode.TEST);
  }

  private static Set<Permission> scopes(@Nullable List<String> words, FieldErrors errors) {
    if (words == null) {
      return KeyGrant.USUAL;
    }
    if (words.isEmpty()) {
      errors.add("scopes", "is empty", "one or more of " + String.join(", ", SCOPES));
    }
    Set<Permission> scopes = EnumSet.noneOf(Permission.class);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      Optional<Permission> scope =
          KeyGrant.POSSIBLE.stream().filter(each -> each.word().equals(word)).findFirst();
      if (scope.isEmpty()) {
        errors.add(
            "scopes[%d]".formatted(i),
            "a key has no scope '%s'".formatted(word),
            Spelling.suggestion(word, SCOPES));
      } else if (!scopes.add(scope.get())) {
        errors.add("scopes[%d]".formatted(i), "is there twice", "each scope once");
      }
    }
    return scopes;
  }

  private static List<String> guests(
      @Nullable List<String> written, KeyMode mode, FieldErrors errors) {
    List<String> guests = Objects.requireNonNullElse(written, List.of());
    if (mode != KeyMode.GUESTS) {
      if (!guests.isEmpty()) {
        errors.add("guests", "are for the mode 'guests' alone", "left out, or mode 'guests'");
      }
      return List.of();
    }
    if (guests.isEmpty() || guests.size() > MOST_GUESTS) {
      errors.add(
          "guests",
          "has %d entries".formatted(guests.size()),
          "1 to %d addresses that the key may reach".formatted(MOST_GUESTS));
      return List.of();
    }
    List<String> checked = new ArrayList<>();
    for (int i = 0; i < guests.size(); i++) {
      checked.add(errors.text("guests[%d]".formatted(i), guests.get(i), LONGEST_GUEST));
    }
    return checked;
  }

  private static @Nullable Instant expiry(
      @Nullable String written, Instant now, FieldErrors errors) {
    Instant expiry = written == null ? null : Moments.parse("expiresAt", written, errors);
    if (expiry != null && !expiry.isAfter(now)) {
      errors.add("expiresAt", "'%s' is past".formatted(written), "a time to come");
    }
    return expiry;
  }
}
