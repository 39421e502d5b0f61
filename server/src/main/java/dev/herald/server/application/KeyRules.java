package dev.herald.server.application;

import dev.herald.server.authorization.KeyGrant;
import dev.herald.server.authorization.KeyMode;
import dev.herald.server.authorization.Permission;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Moments;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.AccountFault;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
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
  static final int MOST_FEEDS = 50;
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
    Set<Permission> scopes = scopes(spec.scopes(), errors);
    KeyGrant grant =
        new KeyGrant(
            errors.optionalText("name", spec.name(), LONGEST_NAME),
            scopes,
            mode,
            guests(spec.guests(), mode, errors),
            expiry(spec.expiresAt(), now, errors),
            feeds(spec.feeds(), scopes, errors));
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
      errors.add("mode", Spelling.unknown(Thing.MODE, word, MODES));
    }
    return mode.orElse(KeyMode.TEST);
  }

  private static Set<Permission> scopes(@Nullable List<String> words, FieldErrors errors) {
    if (words == null) {
      return KeyGrant.USUAL;
    }
    if (words.isEmpty()) {
      errors.add("scopes", new FieldFault.ChoiceMissing(SCOPES));
    }
    Set<Permission> scopes = EnumSet.noneOf(Permission.class);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      Optional<Permission> scope =
          KeyGrant.POSSIBLE.stream().filter(each -> each.word().equals(word)).findFirst();
      if (scope.isEmpty()) {
        errors.add("scopes[%d]".formatted(i), Spelling.unknown(Thing.SCOPE, word, SCOPES));
      } else if (!scopes.add(scope.get())) {
        errors.add("scopes[%d]".formatted(i), new FieldFault.ItemTwice());
      }
    }
    return scopes;
  }

  private static List<String> guests(
      @Nullable List<String> written, KeyMode mode, FieldErrors errors) {
    List<String> guests = Objects.requireNonNullElse(written, List.of());
    if (mode != KeyMode.GUESTS) {
      if (!guests.isEmpty()) {
        errors.add("guests", new AccountFault.GuestsUnwanted());
      }
      return List.of();
    }
    if (guests.isEmpty() || guests.size() > MOST_GUESTS) {
      errors.add("guests", new AccountFault.GuestsWrong(guests.size(), MOST_GUESTS));
      return List.of();
    }
    List<String> checked = new ArrayList<>();
    for (int i = 0; i < guests.size(); i++) {
      checked.add(errors.text("guests[%d]".formatted(i), guests.get(i), LONGEST_GUEST));
    }
    return checked;
  }

  private static List<String> feeds(
      @Nullable List<String> written, Set<Permission> scopes, FieldErrors errors) {
    List<String> feeds = Objects.requireNonNullElse(written, List.of());
    boolean pulls = scopes.contains(Permission.PULL);
    if (pulls == feeds.isEmpty()) {
      errors.add(
          "feeds", pulls ? new AccountFault.FeedsMissing() : new AccountFault.FeedsUnwanted());
    } else if (feeds.size() > MOST_FEEDS) {
      errors.add("feeds", new AccountFault.FeedsTooMany(feeds.size(), MOST_FEEDS));
    } else {
      for (int i = 0; i < feeds.size(); i++) {
        String field = "feeds[%d]".formatted(i);
        String feed = errors.code(field, String.valueOf(feeds.get(i)));
        if (feeds.subList(0, i).contains(feed)) {
          errors.add(field, new FieldFault.ItemTwice());
        }
      }
    }
    return errors.isEmpty() ? feeds : List.of();
  }

  private static @Nullable Instant expiry(
      @Nullable String written, Instant now, FieldErrors errors) {
    Instant expiry = written == null ? null : Moments.parse("expiresAt", written, errors);
    if (expiry != null && !expiry.isAfter(now)) {
      errors.add("expiresAt", new FieldFault.TimePast(String.valueOf(written)));
    }
    return expiry;
  }
}
