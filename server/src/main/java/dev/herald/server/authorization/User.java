package dev.herald.server.authorization;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who signs in.
 *
 * @param name to sign in with; unique, in lower case
 * @param disabled can't sign in
 * @param login where this person proves who it is
 * @param epoch sessions begun in an earlier one are over
 */
public record User(
    UUID id,
    String name,
    String displayName,
    Rights rights,
    boolean disabled,
    Login login,
    int epoch) {

  /**
   * What a user may do, and how far.
   *
   * @param seesPersonalData also as less than an administrator
   */
  public record Rights(Role role, Reach reach, boolean seesPersonalData) {}

  /** Where a user proves who it is. */
  public sealed interface Login {
    /**
     * Here.
     *
     * @param password an Argon2id hash; null: none is set yet
     * @param secondFactor whether signing in also takes a code
     */
    record Local(@Nullable String password, boolean secondFactor) implements Login {
      public Local(@Nullable String password) {
        this(password, false);
      }

      @Override
      public String toString() {
        return "local";
      }
    }

    /**
     * At an OpenID Connect provider.
     *
     * @param subject who the provider says it is
     */
    record Elsewhere(String provider, String subject) implements Login {}
  }

  public boolean hasSecondFactor() {
    return login instanceof Login.Local(_, var secondFactor) && secondFactor;
  }

  public Set<Permission> permissions() {
    EnumSet<Permission> permissions = EnumSet.copyOf(rights.role.permissions());
    if (rights.seesPersonalData) {
      permissions.add(Permission.SEE_PERSONAL_DATA);
    }
    return permissions;
  }

  public Reach reach() {
    return rights.reach;
  }
}
