package dev.herald.server.identity.user;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.User;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.database.CommittedCache;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The people who sign in. */
@Service
public class Users {
  private final UserStore store;
  private final UserRules rules;
  private final AuditLog audit;
  private final JsonMapper json;
  private final CommittedCache<UUID, Optional<User>> byId = new CommittedCache<>(10_000);

  Users(UserStore store, UserRules rules, AuditLog audit, JsonMapper json) {
    this.store = store;
    this.rules = rules;
    this.audit = audit;
    this.json = json;
  }

  public Optional<User> find(UUID id) {
    return byId.get(id, store::find);
  }

  /**
   * As of this epoch or a later one: what is cached here may be a second behind the process that
   * began it.
   */
  public Optional<User> find(UUID id, int epoch) {
    return find(id)
        .filter(user -> user.epoch() >= epoch)
        .or(() -> {
          byId.evict(id);
          return find(id);
        });
  }

  public Optional<User> find(String name) {
    return store.find(name);
  }

  public UserStore.Kept get(UUID id) {
    return store.kept(id).orElseThrow(() -> new RequestProblem.NotFound("user", id));
  }

  List<UserStore.Kept> list() {
    return store.list();
  }

  /**
   * Makes a user who can't sign in before an invitation is accepted.
   *
   * @throws RequestProblem.Invalid naming every wrong field
   * @throws RequestProblem.Conflict when the name is taken
   */
  @Transactional
  User create(UserSpec spec) {
    FieldErrors errors = new FieldErrors();
    String name = UserRules.name(spec.name(), errors);
    String displayName = UserRules.displayName(spec.displayName(), errors);
    User.Rights rights = rules.rights(spec, errors);
    errors.throwIfAny();
    return add(
        new User(
            Ids.next(),
            name,
            displayName,
            rights,
            Boolean.TRUE.equals(spec.disabled()),
            new User.Login.Local(null),
            0));
  }

  /** Joins the caller's transaction. */
  public @Transactional User add(User user) {
    if (!store.insert(user)) {
      throw new RequestProblem.Conflict("there already is a user '%s'".formatted(user.name()));
    }
    record(null, user);
    return user;
  }

  /**
   * Changes all but the name; who may do something else now is signed out everywhere.
   *
   * @param by who changes it: nobody changes their own rights
   */
  @Transactional
  void update(UUID id, UserSpec spec, Caller by) {
    User before = locked(id);
    FieldErrors errors = new FieldErrors();
    if (spec.name() != null && !UserRules.name(spec.name(), errors).equals(before.name())) {
      errors.add("name", "can't be changed", before.name());
    }
    String displayName = UserRules.displayName(spec.displayName(), errors);
    User.Rights rights = rules.rights(spec, errors);
    errors.throwIfAny();
    boolean disabled = Boolean.TRUE.equals(spec.disabled());
    if (isSame(by, before) && (disabled || !rights.equals(before.rights()))) {
      throw new RequestProblem.Conflict("nobody changes their own rights; ask another one");
    }
    change(before, displayName, rights, disabled);
  }

  /** Joins the caller's transaction. */
  public User change(User before, String displayName, User.Rights rights, boolean disabled) {
    boolean signsOut = disabled != before.disabled() || !rights.equals(before.rights());
    User after =
        new User(
            before.id(),
            before.name(),
            displayName,
            rights,
            disabled,
            before.login(),
            signsOut ? before.epoch() + 1 : before.epoch());
    store.update(after);
    byId.evict(after.id());
    record(before, after);
    return after;
  }

  @Transactional
  void delete(UUID id, Caller by) {
    User user = locked(id);
    if (isSame(by, user)) {
      throw new RequestProblem.Conflict("nobody deletes themselves; ask another one");
    }
    store.delete(id);
    byId.evict(id);
    audit.record(Act.of("user.deleted", "user", user.name()));
  }

  /**
   * Sets the password and signs the user out everywhere. Joins the caller's transaction.
   *
   * @param action how the log calls it
   */
  public @Transactional User setPassword(UUID id, String hash, String action) {
    store.setPassword(id, hash);
    byId.evict(id);
    User user = locked(id);
    audit.record(Act.of(action, "user", user.name()));
    return user;
  }

  /**
   * Signs the user out everywhere. Joins the caller's transaction.
   *
   * @param action how the log calls what it is for
   */
  public @Transactional User signOut(UUID id, String action) {
    store.endSessions(id);
    byId.evict(id);
    User user = locked(id);
    audit.record(Act.of(action, "user", user.name()));
    return user;
  }

  private User locked(UUID id) {
    return store.lock(id).orElseThrow(() -> new RequestProblem.NotFound("user", id));
  }

  private static boolean isSame(Caller caller, User user) {
    return caller instanceof Caller.SignedIn(User self) && self.id().equals(user.id());
  }

  private void record(@Nullable User before, User after) {
    JsonNode was = before == null ? null : described(before);
    audit.record(Change.between("user", after.name(), was, described(after)));
  }

  private JsonNode described(User user) {
    Reach reach = user.reach();
    return json.valueToTree(
        new UserSpec(
            user.name(),
            user.displayName(),
            user.rights().role().word(),
            reach.tenants() == null ? null : List.copyOf(new TreeSet<>(reach.tenants())),
            reach.applications() == null ? null : List.copyOf(new TreeSet<>(reach.applications())),
            user.rights().seesPersonalData(),
            user.disabled()));
  }
}
