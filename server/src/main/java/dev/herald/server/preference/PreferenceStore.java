package dev.herald.server.preference;

import dev.herald.server.platform.database.KeyFilterUpkeep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what people want. */
@Repository
class PreferenceStore implements KeyFilterUpkeep.Table {
  private static final String EVERY = "*";

  private final JdbcClient jdbc;

  PreferenceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  PersonPreferences of(Person person) {
    return new PersonPreferences(
        jdbc.sql("select * from preference where person_key = ? order by topic, channel")
            .param(person.key())
            .query((row, _) -> read(row))
            .list());
  }

  private static Preference read(ResultSet row) throws SQLException {
    return new Preference(
        some(row.getString("topic")),
        some(row.getString("channel")),
        row.getBoolean("wanted"),
        row.getString("said_by"),
        row.getObject("said_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable String some(String name) {
    return name.equals(EVERY) ? null : name;
  }

  private static String text(@Nullable String name) {
    return Objects.requireNonNullElse(name, EVERY);
  }

  /** What was said alike before keeps its time, so that to say it again changes nothing. */
  void say(Person person, Collection<Preference> said) {
    for (Preference each : said) {
      jdbc.sql(
              """
              insert into preference (person_key, topic, channel, wanted, said_by)
              values (?, ?, ?, ?, ?)
              on conflict (person_key, topic, channel) do update
                set wanted = excluded.wanted, said_by = excluded.said_by, said_at = now()
                where preference.wanted <> excluded.wanted
              """)
          .params(
              person.key(), text(each.topic()), text(each.channel()), each.wanted(), each.saidBy())
          .update();
    }
  }

  /** Takes back what was said, but for these. */
  void forget(Person person, Collection<Preference> but) {
    String[] kept =
        but.stream()
            .map(each -> text(each.topic()) + "\n" + text(each.channel()))
            .toArray(String[]::new);
    jdbc.sql(
            """
            delete from preference
            where person_key = :person and not topic || chr(10) || channel = any (:kept)
            """)
        .param("person", person.key())
        .param("kept", kept)
        .update();
  }

  /** Holds off others that change the same person's, until the transaction ends. */
  void holdOffOthers(Person person) {
    jdbc.sql("select pg_advisory_xact_lock(:key)")
        .param("key", person.key().getMostSignificantBits())
        .query((_, _) -> "")
        .list();
  }

  @Override
  public String name() {
    return "What people want";
  }

  @Override
  public Instant now() {
    return jdbc.sql("select now()").query(OffsetDateTime.class).single().toInstant();
  }

  @Override
  public long count() {
    return jdbc.sql("select count(distinct person_key) from preference").query(Long.class).single();
  }

  @Override
  public void keysSince(Instant since, Consumer<UUID> each) {
    jdbc.sql("select person_key from preference where said_at >= ?")
        .param(since.atOffset(ZoneOffset.UTC))
        .withFetchSize(10_000)
        .query((RowCallbackHandler) row -> each.accept(row.getObject(1, UUID.class)));
  }
}
