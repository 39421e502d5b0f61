package dev.herald.server.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who acts.
 *
 * @param id of a user or an application; names may change hands, ids do not
 * @param name as people know it
 * @param address where the request came from; null when there was none
 */
public record Actor(Kind kind, @Nullable String id, String name, @Nullable String address) {
  /** Herald itself, outside of any request. */
  public static final Actor HERALD = new Actor(Kind.HERALD, null, "herald", null);

  /** Who makes the request that this thread works on. */
  public static final ScopedValue<Actor> CURRENT = ScopedValue.newInstance();

  /** What kind of actor. */
  public enum Kind {
    USER,
    APPLICATION,
    ADMINISTRATOR_KEY,
    HERALD,
    /** Somebody who has not shown who it is. */
    NOBODY;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public static Actor current() {
    return CURRENT.orElse(HERALD);
  }
}
