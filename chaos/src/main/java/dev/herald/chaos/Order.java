package dev.herald.chaos;

import dev.herald.chaos.provider.Mood;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * One message that a client wants sent.
 *
 * @param key of idempotency
 * @param mood of the provider on its first attempt
 */
record Order(String key, Node node, Mood mood) {

  /** The business events of the harness's configuration. */
  enum Node {
    PUSH,
    BULK,
    HELD,
    CAPPED,
    ONCE,
    BRIEF,
    FALLBACK,
    DNS,
    TLS
  }

  String json() {
    return """
    {"node": "%s", "tenant": "chaos", "to": [{"email": "%s@example.com"}],
     "data": {"mood": "%s"}}
    """
        .formatted(node.name().toLowerCase(Locale.ROOT), person(), mood);
  }

  /** Two neighbours of the node with a window say the same to the same person. */
  String person() {
    return node == Node.ONCE ? key.substring(0, key.length() - 1) : key;
  }

  /** A bit of everything. */
  static List<Order> mixed(String episode, int count) {
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      orders.add(
          switch (i % 10) {
            case 0, 1 -> of(episode, i, Node.ONCE, Mood.FINE);
            case 2 -> of(episode, i, Node.HELD, Mood.SLOW);
            case 3 -> of(episode, i, Node.PUSH, Mood.BUSY);
            case 4 -> of(episode, i, Node.FALLBACK, Mood.REFUSED);
            case 5, 6 -> of(episode, i, Node.CAPPED, Mood.FINE);
            case 7 -> of(episode, i, Node.HELD, Mood.FINE);
            default -> of(episode, i, Node.PUSH, Mood.SLOW);
          });
    }
    return orders;
  }

  static List<Order> all(String episode, int count, Node node, Mood mood) {
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      orders.add(of(episode, i, node, mood));
    }
    return orders;
  }

  /** Calls that take a while, so that one is always under way. */
  static List<Order> slow(String episode, int count) {
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      orders.add(
          switch (i % 6) {
            case 0, 1 -> of(episode, i, Node.HELD, Mood.SLOW);
            case 2 -> of(episode, i, Node.PUSH, Mood.BUSY);
            case 3 -> of(episode, i, Node.FALLBACK, Mood.REFUSED);
            default -> of(episode, i, Node.PUSH, Mood.SLOW);
          });
    }
    return orders;
  }

  /** Whatever the provider can do, to what may be repeated and to what may not. */
  static List<Order> moody(String episode, int count, Random random) {
    List<Order> orders = new ArrayList<>();
    Mood[] moods = Mood.values();
    for (int i = 0; i < count; i++) {
      Mood mood = i < 2 * moods.length ? moods[i / 2] : moods[random.nextInt(moods.length)];
      orders.add(of(episode, i, i % 2 == 0 ? Node.PUSH : Node.HELD, mood));
    }
    return orders;
  }

  private static Order of(String episode, int number, Node node, Mood mood) {
    return new Order("%s-%03d".formatted(episode, number), node, mood);
  }
}
