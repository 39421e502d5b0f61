package dev.herald.server.application;

import dev.herald.server.authorization.KeyGrant;
import dev.herald.server.platform.database.CommittedCache;
import dev.herald.server.platform.database.ConnectionUse;
import dev.herald.server.platform.database.DatabaseTrouble;
import dev.herald.server.platform.database.Outage;
import dev.herald.server.platform.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All keys that are alive. They are few, and read together: a made-up one is looked up in memory,
 * and however many come, the table is read a few times a second at most.
 *
 * <p>What is known is read again in the background once it is {@link #FRESH} old, and not used
 * beyond {@link #LIFE}. A key that is not among them may be a moment old: it is refused only after
 * a reading that began later than the question.
 */
final class LivingKeys {
  private static final Duration FRESH = Duration.ofMillis(800);
  private static final Duration LIFE = Duration.ofMillis(1_800);
  private static final Duration BETWEEN_READINGS = Duration.ofMillis(100);

  private final JdbcClient jdbc;
  private final KeyGuests guests;
  private final ReentrantLock reading = new ReentrantLock();
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable Ring latest;

  LivingKeys(JdbcClient jdbc, KeyGuests guests) {
    this.jdbc = jdbc;
    this.guests = guests;
  }

  /**
   * @param applicationId null: the administrator's
   * @param ends null: never
   */
  record Known(
      String id,
      byte[] hash,
      @Nullable UUID applicationId,
      KeyGrant grant,
      @Nullable Instant ends) {
    boolean opensAt(Instant now) {
      return ends == null || now.isBefore(ends);
    }
  }

  /**
   * @param since when reading it began, by {@link System#nanoTime}
   */
  private record Ring(Map<String, Known> keys, long since) {
    boolean isOlder(Duration age) {
      return System.nanoTime() - since > age.toNanos();
    }
  }

  Optional<Known> find(String id) {
    long now = System.nanoTime();
    Ring known = latest;
    if (known != null && Outage.isNow()) {
      return Optional.ofNullable(known.keys.get(id));
    }
    if (known == null || known.isOlder(LIFE)) {
      known = readOrKnown(now, known);
    } else if (known.isOlder(FRESH) && !reading.isLocked()) {
      Thread.startVirtualThread(this::refresh);
    }
    Known key = known.keys.get(id);
    return key == null && known.since - now < 0
        ? Optional.ofNullable(readAfter(now).keys.get(id))
        : Optional.ofNullable(key);
  }

  private Ring readOrKnown(long moment, @Nullable Ring known) {
    try {
      return readAfter(moment);
    } catch (RuntimeException failed) {
      if (known == null || !Outage.isTolerated() || !DatabaseTrouble.passing(failed)) {
        throw failed;
      }
      return known;
    }
  }

  /** Once the current transaction is committed. */
  void changed() {
    CommittedCache.afterCommit(() -> {
      changes.incrementAndGet();
      latest = null;
    });
  }

  private void refresh() {
    Ring known = latest;
    if (reading.tryLock()) {
      try {
        if (known == latest) {
          read();
        }
      } finally {
        reading.unlock();
      }
    }
  }

  /** Whoever waits here meanwhile is answered by the same reading. */
  private Ring readAfter(long moment) {
    reading.lock();
    try {
      Ring known = latest;
      if (known != null && known.since - moment > 0) {
        return known;
      }
      pause(known);
      return read();
    } finally {
      reading.unlock();
    }
  }

  private static void pause(@Nullable Ring known) {
    if (known == null || known.isOlder(BETWEEN_READINGS)) {
      return;
    }
    try {
      Thread.sleep(BETWEEN_READINGS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Ring read() {
    long version = changes.get();
    long since = System.nanoTime();
    Ring ring = new Ring(ConnectionUse.LANES.call(this::keys), since);
    if (version == changes.get()) {
      latest = ring;
    }
    return ring;
  }

  private Map<String, Known> keys() {
    return jdbc
        .sql(
            """
            select id, coalesce(limited_hash, hash) as hash, application_id, name, scopes, mode,
              guests, expires_at, feeds, least(revoked_at, expires_at) as ends
            from api_key
            where (revoked_at is null or revoked_at > now())
              and (expires_at is null or expires_at > now())
            """)
        .query((row, _) -> known(row))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .collect(Collectors.toMap(Known::id, key -> key));
  }

  /** A key whose list does not open opens nothing, and hinders no other. */
  private Optional<Known> known(ResultSet row) throws SQLException {
    try {
      return Optional.of(
          new Known(
              row.getString("id"),
              row.getBytes("hash"),
              row.getObject("application_id", UUID.class),
              KeyRows.grant(row, guests),
              KeyRows.instant(row, "ends")));
    } catch (Vault.Unopened _) {
      return Optional.empty();
    }
  }
}
