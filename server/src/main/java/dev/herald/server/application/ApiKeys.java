package dev.herald.server.application;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.KeyGrant;
import dev.herald.server.authorization.KeyMode;
import dev.herald.server.platform.database.DatabaseTrouble;
import dev.herald.server.platform.database.Outage;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The keys that callers show. Of one name an application has at most two alive: the one in use and,
 * while it is being replaced, the next. A key may be told in advance when it ends.
 */
@Service
public class ApiKeys {
  private static final int MOST_OF_A_NAME = 2;
  private static final int MOST_ALIVE = 20;
  private static final byte[] NO_HASH = {};

  private final JdbcClient jdbc;
  private final Applications applications;
  private final Clock clock;
  private final AuditLog audit;
  private final KeyGuests guests;
  private final LivingKeys alive;
  private final ConcurrentMap<String, LocalDate> lastUse = new ConcurrentHashMap<>();

  ApiKeys(JdbcClient jdbc, Applications applications, Clock clock, AuditLog audit, Vault vault) {
    this.jdbc = jdbc;
    this.applications = applications;
    this.clock = clock;
    this.audit = audit;
    this.guests = new KeyGuests(vault);
    this.alive = new LivingKeys(jdbc, guests);
  }

  /**
   * What is known of a key that was given out.
   *
   * @param lastUsedOn to the day, in UTC
   */
  record Given(
      String id,
      KeyGrant grant,
      Instant createdAt,
      @Nullable LocalDate lastUsedOn,
      @Nullable Instant revokedAt) {
    boolean isAliveAt(Instant now) {
      Instant expiry = grant.expiresAt();
      return revokedAt == null && (expiry == null || now.isBefore(expiry));
    }
  }

  /** Whose key it is; empty when it is unknown, revoked, expired, or its secret is wrong. */
  Optional<Caller> use(ApiKey key) {
    Optional<Caller> holder =
        alive
            .find(key.id())
            .filter(known -> known.opensAt(clock.instant()))
            .filter(known -> key.hashesTo(known.hash()))
            .map(this::holder);
    if (holder.isPresent()) {
      noteUse(key.id());
    }
    return holder;
  }

  /** Writes once per key, day and process. */
  private void noteUse(String id) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!Outage.isNow() && !today.equals(lastUse.put(id, today))) {
      try {
        noteUse(id, today);
      } catch (RuntimeException failed) {
        if (!Outage.isTolerated() || !DatabaseTrouble.passing(failed)) {
          throw failed;
        }
        lastUse.remove(id);
      }
    }
  }

  private void noteUse(String id, LocalDate today) {
    jdbc.sql(
            """
            update api_key set last_used_on = :today
            where id = :id and last_used_on is distinct from :today
            """)
        .param("id", id)
        .param("today", today)
        .update();
  }

  /**
   * @return a new key of the application; nobody can read it again
   * @throws RequestProblem.Invalid naming what can't be asked for
   * @throws RequestProblem.Conflict when two of its name are alive, or too many at all
   */
  @Transactional
  ApiKey issue(Application application, KeySpec spec) {
    KeyGrant grant = KeyRules.checked(spec, clock.instant());
    jdbc.sql("select id from application where id = :id for update")
        .param("id", application.id())
        .query(UUID.class)
        .single();
    requireRoom(application, grant);
    ApiKey key = ApiKey.generate();
    save(key, application.id(), grant);
    audit.record(
        Act.of("key.issued", "key", application.code() + "/" + key.id()).with(told(grant)));
    return key;
  }

  private void requireRoom(Application application, KeyGrant grant) {
    Instant now = clock.instant();
    List<Given> held = list(application).stream().filter(key -> key.isAliveAt(now)).toList();
    List<Given> same =
        held.stream().filter(key -> Objects.equals(key.grant.name(), grant.name())).toList();
    if (same.size() >= MOST_OF_A_NAME) {
      throw new RequestProblem.Conflict(
          new ProblemReason.KeysTooMany(
              application.code(),
              grant.name(),
              same.get(0).id().toString(),
              same.get(1).id().toString()));
    }
    if (held.size() >= MOST_ALIVE) {
      throw new RequestProblem.Conflict(
          new ProblemReason.KeysFull(application.code(), held.size()));
    }
  }

  /** For the audit log: how many it reaches, and not whom. */
  private static Map<String, Object> told(KeyGrant grant) {
    Map<String, Object> told = new TreeMap<>();
    told.put("mode", grant.mode());
    told.put("scopes", grant.orderedScopes());
    if (grant.name() != null) {
      told.put("name", grant.name());
    }
    if (grant.mode() == KeyMode.GUESTS) {
      told.put("guests", grant.guests().size());
    }
    if (!grant.feeds().isEmpty()) {
      told.put("feeds", grant.feeds());
    }
    if (grant.expiresAt() != null) {
      told.put("expiresAt", grant.expiresAt().toString());
    }
    return told;
  }

  /** Those whose list does not open are left out. */
  List<Given> list(Application application) {
    return jdbc.sql(
            """
            select id, name, scopes, mode, guests, expires_at, feeds, created_at, last_used_on,
              revoked_at
            from api_key where application_id = :application order by created_at, id
            """)
        .param("application", application.id())
        .query((row, _) ->
            new Given(
                row.getString("id"),
                KeyRows.grant(row, guests),
                Objects.requireNonNull(KeyRows.instant(row, "created_at")),
                row.getObject("last_used_on", LocalDate.class),
                KeyRows.instant(row, "revoked_at")))
        .list();
  }

  /** Of these ids, the keys that were given out, as the audit log names them. */
  public Set<String> names(Set<String> ids) {
    return ids.isEmpty()
        ? Set.of()
        : new TreeSet<>(
            jdbc.sql(
                    """
                    select coalesce(a.code, 'administrator') || '/' || k.id
                    from api_key k left join application a on a.id = k.application_id
                    where k.id in (:ids)
                    """)
                .param("ids", ids)
                .query(String.class)
                .list());
  }

  /** The key opens nothing from now on. Revoking it again changes nothing. */
  @Transactional
  void revoke(Application application, String id) {
    int known =
        jdbc.sql(
                """
                update api_key set revoked_at = coalesce(revoked_at, now())
                where id = :id and application_id = :application
                """)
            .param("id", id)
            .param("application", application.id())
            .update();
    if (known == 0) {
      throw new RequestProblem.NotFound(Thing.KEY, id);
    }
    alive.changed();
    audit.record(Act.of("key.revoked", "key", application.code() + "/" + id));
  }

  /** Reads the keys again before one is used again. */
  void forget() {
    alive.changed();
  }

  /** Makes it the administrator's. */
  void saveAdministrators(ApiKey key) {
    save(key, null, KeyGrant.FULL);
  }

  private void save(ApiKey key, @Nullable UUID applicationId, KeyGrant grant) {
    jdbc.sql(
            """
            insert into api_key (id, application_id, hash, limited_hash, name, scopes, mode, guests,
              expires_at, feeds)
            values (:id, :application, :hash, :limited, :name, :scopes, :mode, :guests, :expires,
              :feeds)
            """)
        .param("id", key.id())
        .param("application", applicationId)
        .param("hash", grant.isLimited() ? NO_HASH : key.hash())
        .param("limited", grant.isLimited() ? key.hash() : null, Types.BINARY)
        .param("name", grant.name())
        .param("scopes", KeyRows.names(grant), Types.ARRAY)
        .param("mode", grant.mode().name())
        .param("guests", guests.seal(key.id(), grant.guests()), Types.BINARY)
        .param("expires", grant.expiresAt() == null ? null : Timestamp.from(grant.expiresAt()))
        .param(
            "feeds",
            grant.feeds().isEmpty() ? null : grant.feeds().toArray(String[]::new),
            Types.ARRAY)
        .update();
    alive.changed();
  }

  private Caller holder(LivingKeys.Known known) {
    UUID applicationId = known.applicationId();
    return applicationId == null
        ? new Caller.Administrator()
        : new Caller.OfApplication(applications.get(applicationId), known.grant());
  }
}
