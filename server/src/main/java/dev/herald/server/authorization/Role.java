package dev.herald.server.authorization;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a user may do; each may all that the one before may. */
public enum Role {
  VIEWER(EnumSet.of(Permission.READ)),
  OPERATOR(EnumSet.of(Permission.READ, Permission.OPERATE, Permission.PREFERENCES)),
  EDITOR(EnumSet.of(Permission.READ, Permission.OPERATE, Permission.PREFERENCES, Permission.EDIT)),
  ADMINISTRATOR(
      EnumSet.complementOf(
          EnumSet.of(Permission.SEND, Permission.PULL, Permission.INBOX, Permission.RECEIVE)));

  private final Set<Permission> permissions;

  Role(Set<Permission> permissions) {
    this.permissions = Collections.unmodifiableSet(permissions);
  }

  public Set<Permission> permissions() {
    return permissions;
  }

  public @JsonValue String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> named(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  /** The least role that has this permission, in words. */
  static String having(Permission permission) {
    return Arrays.stream(values())
        .filter(role -> role.permissions.contains(permission))
        .findFirst()
        .map(Role::word)
        .orElse("API key");
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Role::word).toList();
  }
}
