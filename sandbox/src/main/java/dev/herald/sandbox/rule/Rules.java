package dev.herald.sandbox.rule;

import dev.herald.sandbox.outbox.Envelope;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The rules in force. They can be changed at any time; of several that apply the oldest wins. */
public final class Rules {
  private final CopyOnWriteArrayList<Standing> standing = new CopyOnWriteArrayList<>();
  private final AtomicLong lastId = new AtomicLong();

  /**
   * A rule in force.
   *
   * @param id what {@link #remove} wants
   * @param applied how often it was
   */
  public record InForce(long id, Rule rule, long applied) {}

  public InForce add(Rule rule) {
    Standing added = new Standing(lastId.incrementAndGet(), rule);
    standing.add(added);
    return added.view();
  }

  /**
   * @return whether there was such a rule
   */
  public boolean remove(long id) {
    return standing.removeIf(each -> each.id == id);
  }

  public void clear() {
    standing.clear();
  }

  public List<InForce> all() {
    return standing.stream().map(Standing::view).toList();
  }

  /** What the request is to meet; null when nothing special. Counts it for the rules that fit. */
  public @Nullable Effect next(Envelope envelope, String account) {
    for (Standing each : standing) {
      if (each.rule.match().fits(envelope, account) && each.applies()) {
        return each.rule.effect();
      }
    }
    return null;
  }

  private static final class Standing {
    private final long id;
    private final Rule rule;
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong applied = new AtomicLong();

    private Standing(long id, Rule rule) {
      this.id = id;
      this.rule = rule;
    }

    private boolean applies() {
      return rule.share().picks(seen.incrementAndGet()) && withinLimit();
    }

    private boolean withinLimit() {
      int limit = rule.limit();
      return limit == 0
          ? applied.incrementAndGet() > 0
          : applied.getAndUpdate(count -> Math.min(limit, count + 1)) < limit;
    }

    private InForce view() {
      return new InForce(id, rule, applied.get());
    }
  }
}
