package dev.herald.server.identity.oidc;

import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Role;
import dev.herald.server.authorization.User;
import dev.herald.server.identity.user.UserStore;
import dev.herald.server.identity.user.Users;
import dev.herald.server.platform.Ids;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Knows whom a provider vouches for. Users are told apart by provider and subject and never by
 * name: a name at the provider gives nobody the account of the same name here. The role is the
 * provider's to say, anew at each sign-in; limits are set here and stay.
 */
@Service
public class OidcArrival {
  private final UserStore store;
  private final Users users;

  OidcArrival(UserStore store, Users users) {
    this.store = store;
    this.users = users;
  }

  /**
   * Who that is here, made on the first arrival.
   *
   * @return empty when the person has no role, or is disabled
   */
  public @Transactional Optional<User> of(
      String provider, OidcSettings.Provider settings, OidcUser person) {
    User.Login.Elsewhere login = new User.Login.Elsewhere(provider, subject(person));
    Optional<User> known = store.find(login);
    Optional<Role> role = role(settings, person.getClaims());
    if (role.isEmpty() || known.filter(User::disabled).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        known
            .map(user -> renewed(user, role.get(), displayName(person)))
            .orElseGet(
                () -> added(login, name(settings, person), displayName(person), role.get())));
  }

  /** The highest that a value of the claim stands for. */
  static Optional<Role> role(OidcSettings.Provider settings, Map<String, Object> claims) {
    return values(claims, settings.roleClaim())
        .map(settings.roles()::get)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .or(() -> Optional.ofNullable(settings.defaultRole()));
  }

  private static Stream<String> values(Map<String, Object> claims, String path) {
    @Nullable Object value = claims.get(path);
    if (value == null) {
      value = claims;
      for (String step : path.split("\\.")) {
        value = value instanceof Map<?, ?> object ? object.get(step) : null;
      }
    }
    return value instanceof Collection<?> many
        ? many.stream().map(String::valueOf)
        : Stream.ofNullable(value).map(String::valueOf);
  }

  private User renewed(User user, Role role, String displayName) {
    User.Rights rights = new User.Rights(role, user.reach(), user.rights().seesPersonalData());
    return rights.equals(user.rights()) && displayName.equals(user.displayName())
        ? user
        : users.change(user, displayName, rights, user.disabled());
  }

  /** A name that is taken gets the provider's id behind it, and then the subject. */
  private User added(User.Login.Elsewhere login, String name, String displayName, Role role) {
    List<String> names =
        Arrays.asList(
            name, name + "@" + login.provider(), login.subject() + "@" + login.provider());
    String free =
        names.stream().filter(each -> users.find(each).isEmpty()).findFirst().orElse(name);
    return users.add(
        new User(
            Ids.next(),
            free,
            displayName,
            new User.Rights(role, Reach.EVERYWHERE, false),
            false,
            login,
            0));
  }

  private static String name(OidcSettings.Provider settings, OidcUser person) {
    String claimed = person.getClaimAsString(settings.nameClaim());
    return (claimed == null ? subject(person) : claimed).strip().toLowerCase(Locale.ROOT);
  }

  private static String subject(OidcUser person) {
    return Objects.requireNonNull(person.getSubject(), "an ID token without sub");
  }

  private static String displayName(OidcUser person) {
    return Stream.of(person.getFullName(), person.getPreferredUsername(), person.getSubject())
        .filter(name -> name != null && !name.isBlank())
        .findFirst()
        .orElseThrow();
  }
}
