package dev.herald.server.authorization;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a key of an application opens.
 *
 * @param name what people call it; null: nothing
 * @param guests whom a key of the mode {@link KeyMode#GUESTS} reaches, as they were written; empty
 *     for others
 * @param expiresAt null: it opens until it is revoked
 * @param feeds that it takes messages from; empty unless {@link Permission#PULL} is a scope
 */
public record KeyGrant(
    @Nullable String name,
    Set<Permission> scopes,
    KeyMode mode,
    List<String> guests,
    @Nullable Instant expiresAt,
    List<String> feeds) {
  /** What a key has that was asked for without scopes. */
  public static final Set<Permission> USUAL =
      Set.of(Permission.SEND, Permission.READ, Permission.OPERATE);

  /** What a key can have. */
  public static final Set<Permission> POSSIBLE =
      Set.of(
          Permission.SEND,
          Permission.READ,
          Permission.OPERATE,
          Permission.EDIT,
          Permission.PULL,
          Permission.INBOX,
          Permission.PREFERENCES);

  /** Of a key without limits. */
  public static final KeyGrant FULL =
      new KeyGrant(null, USUAL, KeyMode.LIVE, List.of(), null, List.of());

  public KeyGrant {
    scopes = Set.copyOf(scopes);
    guests = List.copyOf(guests);
    feeds = List.copyOf(feeds);
  }

  /** Whether it opens less than every key did before there were limits. */
  public boolean isLimited() {
    return mode != KeyMode.LIVE || expiresAt != null || !scopes.containsAll(USUAL);
  }

  /** In the order in which people read them. */
  public List<Permission> orderedScopes() {
    return scopes.isEmpty() ? List.of() : List.copyOf(EnumSet.copyOf(scopes));
  }

  /** Without the addresses. */
  @Override
  public String toString() {
    return "key %s %s %s".formatted(name, mode, scopes);
  }
}
