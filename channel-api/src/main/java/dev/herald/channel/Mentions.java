package dev.herald.channel;

import java.util.ArrayList;
import java.util.List;

/**
 * Whom a text in a group mentions. Each connector uses what its provider supports: phone numbers,
 * user ids, or only everybody.
 *
 * @param all everybody in the group
 * @param mobiles phone numbers as the provider writes them, for example {@code 13800000000}
 * @param users ids of the provider's users
 */
public record Mentions(boolean all, List<String> mobiles, List<String> users) {
  public static final Mentions NONE = new Mentions(false, List.of(), List.of());

  public Mentions {
    mobiles = List.copyOf(mobiles);
    users = List.copyOf(users);
  }

  public boolean none() {
    return !all && mobiles.isEmpty() && users.isEmpty();
  }

  /** Numbers and ids. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(mobiles);
    texts.addAll(users);
    return texts;
  }
}
