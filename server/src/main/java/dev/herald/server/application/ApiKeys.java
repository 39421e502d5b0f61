package dev.herald.server.application;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.problem.RequestProblem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The keys that callers show. An application has at most two alive: the one in use and, while it is
 * being replaced, the next. A key may be told in advance when it ends.
 */
@Service
public class ApiKeys {
  private static final int MOST_ALIVE = 2;

  private final JdbcClient jdbc;
  private final Applications applications;
  private final Clock clock;
  private final AuditLog audit;
  private final LivingKeys alive;
  private final ConcurrentMap<String, LocalDate> lastUse = new ConcurrentHashMap<>();

  ApiKeys(JdbcClient jdbc, Applications applications, Clock clock, AuditLog audit) {
    this.jdbc = jdbc;
    this.applications = applications;
    this.clock = clock;
    this.audit = audit;
    this.alive = new LivingKeys(jdbc);
  }

  /**
   * What is known of a key that was given out.
   *
   * @param lastUsedOn to the day, in UTC
   */
  record Issued(
      String id, Instant createdAt, @Nullable LocalDate lastUsedOn, @Nullable Instant revokedAt) {}

  /** Whose key it is; empty when it is unknown, revoked, or its secret is wrong. */
  Optional<Caller> use(ApiKey key) {
    Optional<Caller> holder =
        alive
            .find(key.id())
            .filter(known -> known.opensAt(clock.instant()))
            .filter(known -> key.hashesTo(known.hash()))
            .map(known -> holder(known.applicationId()));
    if (holder.isPresent()) {
      noteUse(key.id());
    }
    return holder;
  }

  /** Writes once per key, day and process. */
  private void noteUse(String id) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!today.equals(lastUse.put(id, today))) {
      jdbc.sql(
              """
              update api_key set last_used_on = :today
              where id = :id and last_used_on is distinct from :today
              """)
          .param("id", id)
          .param("today", today)
          .update();
    }
  }

  /**
   * @return a new key of the application; nobody can read it again
   * @throws RequestProblem.Conflict when two are alive
   */
  @Transactional
  ApiKey issue(Application application) {
    jdbc.sql("select id from application where id = :id for update")
        .param("id", application.id())
        .query(UUID.class)
        .single();
    List<Issued> alive = list(application).stream().filter(key -> key.revokedAt() == null).toList();
    if (alive.size() >= MOST_ALIVE) {
      throw new RequestProblem.Conflict(
          "application '%s' has two keys alive, %s and %s; revoke the one that is no longer used: "
                  .formatted(application.code(), alive.get(0).id(), alive.get(1).id())
              + "DELETE /v1/applications/%s/keys/{id}".formatted(application.code()));
    }
    ApiKey key = ApiKey.generate();
    save(key, application.id());
    audit.record(Act.of("key.issued", "key", application.code() + "/" + key.id()));
    return key;
  }

  List<Issued> list(Application application) {
    return jdbc.sql(
            """
            select id, created_at, last_used_on, revoked_at
            from api_key where application_id = :application order by created_at, id
            """)
        .param("application", application.id())
        .query(Issued.class)
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
      throw new RequestProblem.NotFound(
          "key of application '%s'".formatted(application.code()), id);
    }
    alive.changed();
    audit.record(Act.of("key.revoked", "key", application.code() + "/" + id));
  }

  /** Reads the keys again before one is used again. */
  void forget() {
    alive.changed();
  }

  /**
   * @param applicationId null: the administrator's
   */
  void save(ApiKey key, @Nullable UUID applicationId) {
    jdbc.sql("insert into api_key (id, application_id, hash) values (:id, :application, :hash)")
        .param("id", key.id())
        .param("application", applicationId)
        .param("hash", key.hash())
        .update();
    alive.changed();
  }

  private Caller holder(@Nullable UUID applicationId) {
    return applicationId == null
        ? new Caller.Administrator()
        : new Caller.OfApplication(applications.get(applicationId));
  }
}
