package dev.herald.server.identity.user;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What invitations carry. A user has at most one, which opens once. */
@Repository
public class OneTimeLinks {
  private static final Duration LIFE = Duration.ofDays(7);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final Clock clock;
  private final AuditLog audit;

  OneTimeLinks(JdbcClient jdbc, Clock clock, AuditLog audit) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * @param token shown once
   */
  record Issued(String token, Instant expiresAt) {}

  /** Makes a new one; an earlier one of the user opens nothing any more. */
  @Transactional
  Issued issue(User user) {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Instant expiresAt = clock.instant().plus(LIFE);
    jdbc.sql(
            """
            insert into one_time_link (hash, user_id, expires_at) values (:hash, :user, :expires)
            on conflict (user_id) do update
              set hash = excluded.hash, expires_at = excluded.expires_at
            """)
        .param("hash", hash(token))
        .param("user", user.id())
        .param("expires", Timestamp.from(expiresAt))
        .update();
    audit.record(Act.of("user.invited", "user", user.name()));
    return new Issued(token, expiresAt);
  }

  /** Whose it is, while it would open. */
  public Optional<UUID> owner(String token) {
    return jdbc.sql("select user_id from one_time_link where hash = :hash and expires_at > :now")
        .param("hash", hash(token))
        .param("now", Timestamp.from(clock.instant()))
        .query(UUID.class)
        .optional();
  }

  /**
   * @return false: it has been used meanwhile
   */
  public boolean use(String token) {
    return jdbc.sql("delete from one_time_link where hash = :hash")
            .param("hash", hash(token))
            .update()
        == 1;
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM lacks SHA-256", e);
    }
  }
}
