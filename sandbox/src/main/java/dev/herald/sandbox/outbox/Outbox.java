package dev.herald.sandbox.outbox;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that reached a stand-in, whatever became of it.
 *
 * <p>The newest messages are kept whole in a ring, which writers enter without waiting for one
 * another; the oldest fall out. {@link #messageIdCounts()} and {@link #tallies()} go on counting
 * those that fell out, so that a burst of any size can be accounted for.
 */
public final class Outbox {
  private final AtomicReferenceArray<@Nullable Entry> ring;
  private final AtomicLong lastId = new AtomicLong();
  private volatile long clearedUpTo;
  private final MessageIdCounts messageIds = new MessageIdCounts();
  private final Map<String, Map<Outcome.Status, LongAdder>> tallies = new ConcurrentHashMap<>();

  /** How many messages met which end on one channel. */
  public record Tally(long accepted, long repeated, long refused, long dropped) {}

  /** What is only worked out when somebody reads it. */
  public interface Parts {
    ReceivedContent content();

    String raw();
  }

  private record Entry(long id, Instant at, Envelope envelope, Outcome outcome, Parts parts) {
    OutboxMessage message() {
      return new OutboxMessage(id, at, envelope, parts.content(), outcome, parts.raw());
    }
  }

  public Outbox(int kept) {
    this.ring = new AtomicReferenceArray<>(kept);
  }

  public void add(Instant at, Envelope envelope, Outcome outcome, Parts parts) {
    long id = lastId.incrementAndGet();
    ring.set(slot(id), new Entry(id, at, envelope, outcome, parts));
    tally(envelope.channel(), outcome.status()).increment();
    if (outcome.status() == Outcome.Status.ACCEPTED && envelope.messageId() != null) {
      messageIds.add(envelope.messageId());
    }
  }

  /** Newest first. */
  public List<OutboxMessage> find(OutboxQuery query) {
    long newest = lastId.get();
    long oldest = Math.max(clearedUpTo, newest - ring.length()) + 1;
    return LongStream.iterate(newest, id -> id >= oldest, id -> id - 1)
        .mapToObj(this::kept)
        .flatMap(Optional::stream)
        .filter(entry -> query.fits(entry.envelope(), entry.outcome().status()))
        .limit(query.limit())
        .map(Entry::message)
        .toList();
  }

  /** The message of that outbox id, while it is kept. */
  public Optional<OutboxMessage> get(long id) {
    return id > clearedUpTo ? kept(id).map(Entry::message) : Optional.empty();
  }

  /** How many messages came in since the start or the last {@link #clear()}. */
  public long count() {
    return lastId.get() - clearedUpTo;
  }

  /** By channel, counted since the start or the last {@link #clear()}. */
  public Map<String, Tally> tallies() {
    Map<String, Tally> result = new TreeMap<>();
    tallies.forEach((channel, counts) -> result.put(channel, tally(counts)));
    return result;
  }

  /** How often each message id was accepted: 1 is right, more is doubled. */
  public MessageIdCounts messageIdCounts() {
    return messageIds;
  }

  /** Forgets everything. */
  public void clear() {
    clearedUpTo = lastId.get();
    for (int slot = 0; slot < ring.length(); slot++) {
      ring.set(slot, null);
    }
    messageIds.clear();
    tallies.clear();
  }

  private Optional<Entry> kept(long id) {
    Entry entry = ring.get(slot(id));
    return entry != null && entry.id() == id ? Optional.of(entry) : Optional.empty();
  }

  private int slot(long id) {
    return (int) Math.floorMod(id, (long) ring.length());
  }

  private LongAdder tally(String channel, Outcome.Status status) {
    return tallies.computeIfAbsent(channel, _ -> zeros()).getOrDefault(status, new LongAdder());
  }

  private static Map<Outcome.Status, LongAdder> zeros() {
    Map<Outcome.Status, LongAdder> zeros = new EnumMap<>(Outcome.Status.class);
    for (Outcome.Status status : Outcome.Status.values()) {
      zeros.put(status, new LongAdder());
    }
    return zeros;
  }

  private static Tally tally(Map<Outcome.Status, LongAdder> counts) {
    LongAdder none = new LongAdder();
    return new Tally(
        counts.getOrDefault(Outcome.Status.ACCEPTED, none).sum(),
        counts.getOrDefault(Outcome.Status.REPEATED, none).sum(),
        counts.getOrDefault(Outcome.Status.REFUSED, none).sum(),
        counts.getOrDefault(Outcome.Status.DROPPED, none).sum());
  }
}
