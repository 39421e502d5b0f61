package dev.herald.server.application;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The administrator's keys: usually one; two while the former of a rotation still opens. One that
 * ends ends for every process of the cluster at the same time.
 */
@Service
class AdministratorKeys {
  private final JdbcClient jdbc;
  private final ApiKeys keys;
  private final Clock clock;
  private final AuditLog audit;

  AdministratorKeys(JdbcClient jdbc, ApiKeys keys, Clock clock, AuditLog audit) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * @param ended null: it opens until it is replaced; in the future: it opens until then
   */
  record Issued(String id, Instant createdAt, @Nullable Instant ended) {}

  /**
   * Makes the first one.
   *
   * @return empty when there ever was one: whoever revoked it wants none
   */
  @Transactional
  Optional<ApiKey> issueFirst() {
    lock();
    boolean present =
        jdbc.sql("select exists (select from api_key where application_id is null)")
            .query(Boolean.class)
            .single();
    return present ? Optional.empty() : Optional.of(issue(Map.of()));
  }

  /**
   * Makes a new one.
   *
   * @param overlap how long those before still open
   * @param why for the audit log
   */
  @Transactional
  ApiKey rotate(Duration overlap, Map<String, String> why) {
    lock();
    end(clock.instant().plus(overlap), why);
    return issue(why);
  }

  /** Every one ends now, and nobody gets another until a new one is made. */
  @Transactional
  void revoke(Map<String, String> why) {
    lock();
    end(clock.instant(), why);
  }

  /** Those that still open, oldest first. */
  List<Issued> alive() {
    return jdbc.sql(
            """
            select id, created_at, revoked_at as ended from api_key
            where application_id is null and (revoked_at is null or revoked_at > :now)
            order by created_at, id
            """)
        .param("now", Timestamp.from(clock.instant()))
        .query(Issued.class)
        .list();
  }

  private void lock() {
    jdbc.sql("lock table api_key in exclusive mode").update();
  }

  private ApiKey issue(Map<String, String> why) {
    ApiKey key = ApiKey.generate();
    keys.saveAdministrators(key);
    audit.record(Act.of("key.issued", "key", "administrator/" + key.id()).with(why));
    return key;
  }

  private void end(Instant at, Map<String, String> why) {
    for (Issued key : alive()) {
      jdbc.sql("update api_key set revoked_at = least(revoked_at, :at) where id = :id")
          .param("at", Timestamp.from(at))
          .param("id", key.id())
          .update();
      keys.forget();
      audit.record(
          Act.of("key.revoked", "key", "administrator/" + key.id())
              .with(Map.of("ends", at.toString(), "by", why.getOrDefault("by", "herald"))));
    }
  }
}
