package dev.herald.server.identity.signin;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.TenantCodes;
import dev.herald.server.authorization.User;
import dev.herald.server.identity.password.PasswordRules;
import dev.herald.server.identity.password.Passwords;
import dev.herald.server.identity.user.OneTimeLinks;
import dev.herald.server.identity.user.UserRules;
import dev.herald.server.identity.user.UserStore;
import dev.herald.server.identity.user.Users;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ways for people to show who they are. */
@Service
public class SignIn {
  /** Nobody's is longer, with some space around it. */
  private static final int LONGEST_NAME = 100;

  private final Users users;
  private final UserStore store;
  private final Passwords passwords;
  private final SignInThrottle throttle;
  private final OneTimeLinks links;
  private final PasswordRules rules;
  private final TenantCodes tenants;
  private final AuditLog audit;

  SignIn(
      Users users,
      UserStore store,
      Passwords passwords,
      PasswordRules rules,
      SignInThrottle throttle,
      OneTimeLinks links,
      TenantCodes tenants,
      AuditLog audit) {
    this.users = users;
    this.store = store;
    this.passwords = passwords;
    this.throttle = throttle;
    this.links = links;
    this.rules = rules;
    this.tenants = tenants;
    this.audit = audit;
  }

  /**
   * Whose password it is. Nobody has signed in by that yet.
   *
   * @param device that the browser is known by, or null
   * @throws RequestProblem.Unauthenticated in the same words, after the same time, for every cause
   * @throws RequestProblem.TooMany when it must wait
   */
  User byPassword(String typedName, String password, String address, @Nullable String device) {
    String name = typedName.length() > LONGEST_NAME ? "" : UserRules.normal(typedName);
    SignInThrottle.Attempt attempt = throttle.begin(new Guess.Password(name, address, device));
    Optional<User> known = users.find(name);
    boolean right = passwords.matches(password, known.map(SignIn::hash).orElse(null));
    User user = known.filter(found -> right && !found.disabled()).orElse(null);
    if (user == null) {
      throttle.failed();
      refused(known);
      throw new RequestProblem.Unauthenticated("Name or password is wrong.");
    }
    throttle.succeeded(attempt);
    return user;
  }

  static @Nullable String hash(User user) {
    return switch (user.login()) {
      case User.Login.Local(var password, _) -> password;
      case User.Login.Elsewhere _ -> null;
    };
  }

  /** An unknown name may be a password in the wrong field: it is kept nowhere. */
  private void refused(Optional<User> known) {
    audit.record(Act.of("session.refused", "user", known.map(User::name).orElse("(unknown)")));
  }

  /** Records that a code was wrong. */
  void refusedCode(User user) {
    audit.record(Act.of("session.refused", "user", user.name()).with(Map.of("at", "code")));
  }

  /** Records a sign-in. */
  public void opened(User user, String address, String by) {
    store.noteSignIn(user.id());
    audit.record(
        new Caller.SignedIn(user).actor(address),
        Act.of("session.opened", "user", user.name()).with(Map.of("by", by)));
  }

  /** Who an invitation is for, while it can be accepted. */
  User invited(String token) {
    return links.owner(token).flatMap(users::find).orElseThrow(SignIn::spent);
  }

  /**
   * Takes an invitation up: sets the password.
   *
   * @throws RequestProblem.Invalid when the password is none of the better ones
   */
  @Transactional
  User byInvitation(@Nullable String token, @Nullable String password) {
    String shown = token == null ? "" : token;
    User user = invited(shown);
    String checked = checked(password, user);
    if (!links.use(shown)) {
      throw spent();
    }
    return users.setPassword(user.id(), passwords.hash(checked), "user.invitation-accepted");
  }

  /**
   * Replaces the password, and so ends every session of the user.
   *
   * @throws RequestProblem.Invalid when it is none of the better ones
   */
  User changePassword(User user, @Nullable String password) {
    return users.setPassword(
        user.id(), passwords.hash(checked(password, user)), "user.password-changed");
  }

  private String checked(@Nullable String password, User user) {
    FieldErrors errors = new FieldErrors();
    String checked = rules.check(password, ownWords(user), errors);
    errors.throwIfAny();
    return checked;
  }

  /** The user's names, and the codes and names of the tenants that the user is limited to. */
  private List<String> ownWords(User user) {
    List<String> own = new ArrayList<>(List.of(user.name(), user.displayName()));
    for (String code : Objects.requireNonNullElse(user.reach().tenants(), Set.<String>of())) {
      own.add(code);
      tenants.name(code).ifPresent(own::add);
    }
    return own;
  }

  private static RequestProblem spent() {
    return new RequestProblem.Unauthenticated(
        "This link was used, has been replaced or is too old. An administrator makes a new one.");
  }
}
