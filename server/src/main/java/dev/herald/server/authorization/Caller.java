package dev.herald.server.authorization;

import dev.herald.server.audit.Actor;
import dev.herald.server.platform.BodyAccount;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
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
          new ProblemReason.PermissionNeeded(
              permission.word(), String.valueOf(Role.having(permission))));
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
              case Administrator _, OfRecipient _ -> name();
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
                ? new ProblemReason.ScopeNeeded(permission.word())
                : new ProblemReason.PermissionOfNoKey(permission.word()));
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

  /**
   * A recipient, by the token that a business system made. It reads its own inbox and nothing else.
   *
   * @param applicationId whose messages it reads
   * @param address as messages are sent to it on the channel {@code inbox}
   * @param mode {@link KeyMode#TEST}: it reads what test keys sent, and nothing else
   * @param until when the token ends
   */
  record OfRecipient(UUID applicationId, UUID tenantId, String address, KeyMode mode, Instant until)
      implements Caller {
    @Override
    public String name() {
      return "recipient";
    }

    @Override
    public boolean may(Permission permission) {
      return permission == Permission.RECEIVE;
    }

    @Override
    public Reach reach() {
      return Reach.NOWHERE;
    }

    @Override
    public Actor actor(@Nullable String from) {
      return new Actor(Actor.Kind.APPLICATION, applicationId.toString(), name(), from);
    }

    /** Without the address. */
    @Override
    public String toString() {
      return name();
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
