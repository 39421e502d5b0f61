package dev.herald.server.access;

import dev.herald.server.audit.Actor;
import dev.herald.server.identity.signin.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts what was refused by whom, so that a flood becomes a few entries. The first refusal of a
 * source is due at once; what follows within a window is one more entry at its end. Sources beyond
 * {@value #MOST} of a kind within a window are counted as one. Safe for concurrent use; takes no
 * more than a map's look-up.
 */
final class RefusalCounts {
  static final Duration WINDOW = Duration.ofMinutes(10);
  static final int MOST = 100;
  static final int EXAMPLES = 10;

  private static final Actor OTHERS = new Actor(Actor.Kind.NOBODY, null, "others", null);

  private final Map<Source, Count> counts = new LinkedHashMap<>();

  /** Why it was refused; the word is the action in the log. */
  enum Kind {
    KEY("key.refused"),
    ACCESS("access.refused"),
    /** Without a look at what was shown: it must wait, or a provider does not vouch for it. */
    SIGN_IN("sign-in.refused");

    private final String action;

    Kind(String action) {
      this.action = action;
    }

    String action() {
      return action;
    }
  }

  /** Who is refused, from which site. */
  private record Source(Kind kind, Actor actor) {
    static Source of(Refusal refusal) {
      Actor actor = refusal.actor();
      String address = actor.address();
      return new Source(
          refusal.kind(),
          new Actor(
              actor.kind(), actor.id(), actor.name(), address == null ? null : Site.of(address)));
    }
  }

  /**
   * A refusal.
   *
   * @param request method and path, without values of variables
   * @param key the id of the key that was shown, which may be none of ours
   */
  record Refusal(Kind kind, Actor actor, String request, @Nullable String key) {}

  /**
   * What is to be recorded.
   *
   * @param actor with the first address of the site
   * @param requests some of them
   * @param keys some of them
   */
  record Due(
      Kind kind,
      Actor actor,
      long times,
      Instant from,
      Instant to,
      Set<String> requests,
      Set<String> keys) {}

  /** Of one source within one window: what is not recorded yet. */
  private static final class Count {
    private final Actor first;
    private final Instant begun;
    private final Set<String> requests = new TreeSet<>();
    private final Set<String> keys = new TreeSet<>();
    private boolean recorded;
    private long times;
    private Instant from;
    private Instant to;

    Count(Actor actor, Instant now) {
      first = actor;
      begun = now;
      from = now;
      to = now;
    }

    void add(Refusal refusal, Instant now) {
      from = times == 0 ? now : from;
      to = now;
      times++;
      keep(requests, refusal.request());
      keep(keys, refusal.key());
    }

    private static void keep(Set<String> examples, @Nullable String one) {
      if (one != null && examples.size() < EXAMPLES) {
        examples.add(one);
      }
    }

    boolean isOver(Instant now) {
      return !begun.plus(WINDOW).isAfter(now);
    }

    Due take(Kind kind) {
      Due due = new Due(kind, first, times, from, to, Set.copyOf(requests), Set.copyOf(keys));
      recorded = true;
      times = 0;
      requests.clear();
      keys.clear();
      return due;
    }
  }

  synchronized void add(Refusal refusal, Instant now) {
    Source source = known(Source.of(refusal));
    Actor actor = source.actor().equals(OTHERS) ? OTHERS : refusal.actor();
    counts.computeIfAbsent(source, _ -> new Count(actor, now)).add(refusal, now);
  }

  private Source known(Source source) {
    if (counts.containsKey(source)) {
      return source;
    }
    long others = counts.keySet().stream().filter(each -> each.kind() == source.kind()).count();
    return others < MOST ? source : new Source(source.kind(), OTHERS);
  }

  /** Takes what is to be recorded by now. */
  synchronized List<Due> due(Instant now) {
    return take(now, false);
  }

  /** Takes all that is not recorded yet. */
  synchronized List<Due> rest(Instant now) {
    return take(now, true);
  }

  private List<Due> take(Instant now, boolean all) {
    List<Due> due = new ArrayList<>();
    Iterator<Map.Entry<Source, Count>> entries = counts.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Source, Count> entry = entries.next();
      Count count = entry.getValue();
      boolean over = count.isOver(now);
      if (count.times > 0 && (all || over || !count.recorded)) {
        due.add(count.take(entry.getKey().kind()));
      }
      if (over) {
        entries.remove();
      }
    }
    return due;
  }
}
