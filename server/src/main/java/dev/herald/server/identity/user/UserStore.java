package dev.herald.server.identity.user;

import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Role;
import dev.herald.server.authorization.User;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of users. */
@Repository
public class UserStore {
  private static final String SELECT =
      """
      select *, exists (select from second_factor where user_id = id and confirmed_at is not null)
        as second_factor
      from user_account
      """;

  private final JdbcClient jdbc;

  UserStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A user and when.
   *
   * @param signedInAt the last time; null: never
   */
  public record Kept(User user, Instant createdAt, @Nullable Instant signedInAt) {}

  public Optional<User> find(UUID id) {
    return jdbc.sql(SELECT + "where id = :id")
        .param("id", id)
        .query(UserStore::kept)
        .optional()
        .map(Kept::user);
  }

  public Optional<User> find(String name) {
    return jdbc.sql(SELECT + "where name = :name")
        .param("name", name)
        .query(UserStore::kept)
        .optional()
        .map(Kept::user);
  }

  public Optional<User> find(User.Login.Elsewhere login) {
    return jdbc.sql(SELECT + "where provider = :provider and subject = :subject for update")
        .param("provider", login.provider())
        .param("subject", login.subject())
        .query(UserStore::kept)
        .optional()
        .map(Kept::user);
  }

  Optional<Kept> kept(UUID id) {
    return jdbc.sql(SELECT + "where id = :id").param("id", id).query(UserStore::kept).optional();
  }

  List<Kept> list() {
    return jdbc.sql(SELECT + "order by name").query(UserStore::kept).list();
  }

  public boolean anyAdministrator() {
    return jdbc.sql(
            """
            select exists (select from user_account
              where role = 'ADMINISTRATOR' and tenants is null and applications is null)
            """)
        .query(Boolean.class)
        .single();
  }

  /** Locks the row until the transaction is over. */
  Optional<User> lock(UUID id) {
    return jdbc.sql(SELECT + "where id = :id for update")
        .param("id", id)
        .query(UserStore::kept)
        .optional()
        .map(Kept::user);
  }

  /**
   * @return false: the name is taken
   */
  boolean insert(User user) {
    User.Login login = user.login();
    return jdbc.sql(
                """
                insert into user_account
                  (id, name, display_name, role, tenants, applications, sees_personal_data,
                   disabled, password, provider, subject, epoch)
                values (:id, :name, :displayName, :role, :tenants, :applications, :personal,
                  :disabled, :password, :provider, :subject, :epoch)
                on conflict (name) do nothing
                """)
            .param("id", user.id())
            .param("name", user.name())
            .param("displayName", user.displayName())
            .param("role", user.rights().role().name())
            .param("tenants", array(user.reach().tenants()))
            .param("applications", array(user.reach().applications()))
            .param("personal", user.rights().seesPersonalData())
            .param("disabled", user.disabled())
            .param("password", login instanceof User.Login.Local here ? here.password() : null)
            .param(
                "provider", login instanceof User.Login.Elsewhere there ? there.provider() : null)
            .param("subject", login instanceof User.Login.Elsewhere there ? there.subject() : null)
            .param("epoch", user.epoch())
            .update()
        == 1;
  }

  /** Everything but who it is and how it signs in; sessions end. */
  void update(User user) {
    jdbc.sql(
            """
            update user_account
            set display_name = :displayName, role = :role, tenants = :tenants,
              applications = :applications, sees_personal_data = :personal, disabled = :disabled,
              epoch = :epoch
            where id = :id
            """)
        .param("id", user.id())
        .param("displayName", user.displayName())
        .param("role", user.rights().role().name())
        .param("tenants", array(user.reach().tenants()))
        .param("applications", array(user.reach().applications()))
        .param("personal", user.rights().seesPersonalData())
        .param("disabled", user.disabled())
        .param("epoch", user.epoch())
        .update();
  }

  /** Ends every session of the user. */
  void setPassword(UUID id, String hash) {
    jdbc.sql("update user_account set password = :hash, epoch = epoch + 1 where id = :id")
        .param("id", id)
        .param("hash", hash)
        .update();
  }

  void endSessions(UUID id) {
    jdbc.sql("update user_account set epoch = epoch + 1 where id = :id").param("id", id).update();
  }

  public void noteSignIn(UUID id) {
    jdbc.sql("update user_account set signed_in_at = now() where id = :id")
        .param("id", id)
        .update();
  }

  void delete(UUID id) {
    jdbc.sql("delete from user_account where id = :id").param("id", id).update();
  }

  private static String @Nullable [] array(@Nullable Set<String> codes) {
    return codes == null ? null : codes.stream().sorted().toArray(String[]::new);
  }

  private static Kept kept(ResultSet row, int number) throws SQLException {
    String provider = row.getString("provider");
    User user =
        new User(
            row.getObject("id", UUID.class),
            row.getString("name"),
            row.getString("display_name"),
            new User.Rights(
                Role.valueOf(row.getString("role")),
                new Reach(codes(row.getArray("tenants")), codes(row.getArray("applications"))),
                row.getBoolean("sees_personal_data")),
            row.getBoolean("disabled"),
            provider == null
                ? new User.Login.Local(row.getString("password"), row.getBoolean("second_factor"))
                : new User.Login.Elsewhere(provider, row.getString("subject")),
            row.getInt("epoch"));
    return new Kept(user, row.getTimestamp("created_at").toInstant(), instant(row, "signed_in_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }

  private static @Nullable Set<String> codes(@Nullable Array array) throws SQLException {
    return array == null ? null : Set.of((String[]) array.getArray());
  }
}
