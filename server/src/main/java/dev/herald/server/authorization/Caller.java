package dev.herald.server.authorization;

import dev.herald.server.audit.Actor;
import dev.herald.server.platform.BodyAccount;
import dev.herald.server.platform.problem.RequestProblem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Who makes a request. */
public sealed interface Caller {

  /** How the caller is named in traces and logs. */
  String name();

  boolean may(Permission permission);

  /** Whose messages and configuration it has to do with. */
  Reach reach();

  /** Whom its messages reach. */
  default KeyMode mode() {
    return KeyMode.LIVE;
  }

  /**
   * @throws RequestProblem.Forbidden when the caller may not
   */
  default void require(Permission permission) {
    if (!may(permission)) {
      throw new RequestProblem.Forbidden(
          "This needs the permission '%s', which begins with the role '%s'."
              .formatted(permission.word(), Role.having(permission)));
    }
  }

  /**
   * @param address where the request comes from
   */
  Actor actor(@Nullable String address);

  /** Has the request's body counted as this caller's. */
  default void accountsFor(HttpServletRequest request) {
    BodyAccount.of(request)
        .belongsTo(
            switch (this) {
              case OfApplication(Application application, _) -> application.id();
              case SignedIn(User user) -> user.id();
              case Administrator _ -> name();
            });
  }

  /** A business system, by one of its API keys. It has to do with nothing but its own. */
  record OfApplication(Application application, KeyGrant grant) implements Caller {
    @Override
    public String name() {
      return application.code();
    }

    @Override
    public boolean may(Permission permission) {
      return grant.scopes().contains(permission);
    }

    @Override
    public void require(Permission permission) {
      if (!may(permission)) {
        throw new RequestProblem.Forbidden(
            KeyGrant.POSSIBLE.contains(permission)
                ? "This key lacks the scope '%s'; an administrator makes one that has it."
                    .formatted(permission.word())
                : "This needs the permission '%s', which no key of an application has."
                    .formatted(permission.word()));
      }
    }

    @Override
    public Reach reach() {
      return Reach.ofApplication(application.code());
    }

    @Override
    public KeyMode mode() {
      return grant.mode();
    }

    @Override
    public Actor actor(@Nullable String address) {
      return new Actor(Actor.Kind.APPLICATION, application.id().toString(), name(), address);
    }
  }

  /** Who runs Herald. */
  sealed interface Staff extends Caller {}

  /** Whoever holds the administrator key. */
  record Administrator() implements Staff {
    @Override
    public String name() {
      return "administrator";
    }

    @Override
    public boolean may(Permission permission) {
      return true;
    }

    @Override
    public Reach reach() {
      return Reach.EVERYWHERE;
    }

    @Override
    public Actor actor(@Nullable String address) {
      return new Actor(Actor.Kind.ADMINISTRATOR_KEY, null, name(), address);
    }
  }

  /** A person who has signed in. */
  record SignedIn(User user) implements Staff {
    @Override
    public String name() {
      return user.name();
    }

    @Override
    public boolean may(Permission permission) {
      return user.permissions().contains(permission);
    }

    @Override
    public Reach reach() {
      return user.reach();
    }

    @Override
    public Actor actor(@Nullable String address) {
      return new Actor(Actor.Kind.USER, user.id().toString(), name(), address);
    }
  }
}
