package dev.herald.server.identity.factor;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of second factors and recovery codes. */
@Repository
class SecondFactorStore {
  private final JdbcClient jdbc;

  SecondFactorStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A second factor.
   *
   * @param secret sealed
   * @param confirmed whether it is asked for
   */
  public record Kept(byte[] secret, boolean confirmed) {}

  Optional<Kept> find(UUID user) {
    return jdbc.sql(
            """
            select secret, confirmed_at is not null as confirmed from second_factor
            where user_id = :user
            """)
        .param("user", user)
        .query(Kept.class)
        .optional();
  }

  /**
   * In place of one that was not confirmed.
   *
   * @return false: there is one that was
   */
  boolean begin(UUID user, byte[] sealed) {
    return jdbc.sql(
                """
                insert into second_factor as f (user_id, secret) values (:user, :secret)
                on conflict (user_id) do update set secret = excluded.secret, last_step = 0
                  where f.confirmed_at is null
                """)
            .param("user", user)
            .param("secret", sealed)
            .update()
        == 1;
  }

  /**
   * Spends the step's code. One statement, so that of two who show the same code one succeeds.
   *
   * @return false: it was spent, or a later one was
   */
  boolean spend(UUID user, long step) {
    return jdbc.sql(
                """
                update second_factor set last_step = :step
                where user_id = :user and last_step < :step
                """)
            .param("user", user)
            .param("step", step)
            .update()
        == 1;
  }

  void confirm(UUID user) {
    jdbc.sql("update second_factor set confirmed_at = now() where user_id = :user")
        .param("user", user)
        .update();
  }

  /**
   * @return false: there was none
   */
  boolean delete(UUID user) {
    deleteCodes(user);
    return jdbc.sql("delete from second_factor where user_id = :user").param("user", user).update()
        == 1;
  }

  void replaceCodes(UUID user, List<byte[]> hashes) {
    deleteCodes(user);
    for (byte[] hash : hashes) {
      jdbc.sql("insert into recovery_code (user_id, hash) values (:user, :hash)")
          .param("user", user)
          .param("hash", hash)
          .update();
    }
  }

  private void deleteCodes(UUID user) {
    jdbc.sql("delete from recovery_code where user_id = :user").param("user", user).update();
  }

  /**
   * @return false: it is none, or was spent
   */
  boolean spendCode(UUID user, byte[] hash) {
    return jdbc.sql("delete from recovery_code where user_id = :user and hash = :hash")
            .param("user", user)
            .param("hash", hash)
            .update()
        == 1;
  }

  int codesLeft(UUID user) {
    return jdbc.sql("select count(*) from recovery_code where user_id = :user")
        .param("user", user)
        .query(Integer.class)
        .single();
  }
}
