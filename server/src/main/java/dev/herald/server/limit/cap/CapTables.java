package dev.herald.server.limit.cap;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The tables of who holds how many permits of which cap, and of those that rest. */
@Repository
class CapTables implements CapLedger {
  private static final String FREE =
      """
      select
        :permits
          - coalesce((select sum(permits) from permit
                      where key = :key and cap = :cap and holder <> :holder), 0)
          - coalesce(rest.permits, 0) as free,
        (select count(*) from permit
         where key = :key and cap = :cap and holder <> :holder
           and hungry_at > now() - interval '2 seconds') as hungry,
        (select count(*) from permit
         where key = :key and cap = :cap and holder <> :holder
           and (permits > 0 or hungry_at > now() - interval '2 seconds')) as others,
        coalesce(rest.permits, 0)::int as resting,
        (extract(epoch from rest.next - now()) * 1000)::bigint as next_millis,
        (extract(epoch from rest.last - now()) * 1000)::bigint as last_millis
      from (select sum(permits) as permits, min(until) as next, max(until) as last
            from permit_rest where key = :key and cap = :cap) rest
      """;

  private final JdbcClient jdbc;

  CapTables(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  @Transactional
  public Loan exchange(Statement said) {
    lock(said.name());
    if (!alive(said.holder())) {
      return Loan.NOTHING;
    }
    putToRest(said);
    forgetTheRested(said.name());
    Pool pool = pool(said);
    int lent = CapLedger.lent(said, pool);
    write(said, said.keeps() + lent, lent < said.wanted());
    return new Loan(lent, pool.hungry(), pool.others(), pool.resting());
  }

  @Override
  public Set<UUID> hungry(List<UUID> keys) {
    return jdbc.sql(
            """
            select distinct key from permit
            where key = any (?) and hungry_at > now() - interval '2 seconds'
            """)
        .param(keys.toArray(UUID[]::new))
        .query(UUID.class)
        .set();
  }

  private void lock(Name name) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param("cap " + name.key() + " " + name.cap())
        .query((_, _) -> 0)
        .single();
  }

  private boolean alive(UUID holder) {
    return jdbc.sql(
            "select exists (select from process where incarnation = ? and ended_at is null)")
        .param(holder)
        .query(Boolean.class)
        .single();
  }

  private void putToRest(Statement said) {
    if (said.used() > 0) {
      jdbc.sql(
              """
              insert into permit_rest (key, cap, permits, until)
              values (?, ?, ?, now() + make_interval(secs => ?))
              """)
          .params(
              said.name().key(), said.name().cap().toString(), said.used(), seconds(said.rest()))
          .update();
    }
  }

  /** What a process held when it ended has rested when the window is over. */
  private void forgetTheRested(Name name) {
    jdbc.sql("delete from permit_rest where key = ? and cap = ? and until <= now()")
        .params(name.key(), name.cap().toString())
        .update();
    jdbc.sql(
            """
            delete from permit
            where key = ? and cap = ? and not exists (
              select from process
              where incarnation = holder
                and (ended_at is null or ended_at > now() - make_interval(secs => ?)))
            """)
        .params(name.key(), name.cap().toString(), seconds(Permits.rest(name.cap())))
        .update();
  }

  private Pool pool(Statement said) {
    return jdbc.sql(FREE)
        .param("permits", said.name().cap().permits())
        .param("key", said.name().key())
        .param("cap", said.name().cap().toString())
        .param("holder", said.holder())
        .query((row, _) ->
            new Pool(
                row.getLong("free"),
                row.getInt("hungry"),
                row.getInt("others"),
                CapLedger.Resting.of(
                    row.getInt("resting"), row.getLong("next_millis"), row.getLong("last_millis"))))
        .single();
  }

  private void write(Statement said, int permits, boolean hungry) {
    jdbc.sql(
            """
            insert into permit (key, cap, holder, permits, hungry_at)
            values (:key, :cap, :holder, :permits, case when :hungry then now() end)
            on conflict (key, cap, holder)
              do update set permits = excluded.permits, hungry_at = excluded.hungry_at
            """)
        .param("key", said.name().key())
        .param("cap", said.name().cap().toString())
        .param("holder", said.holder())
        .param("permits", permits)
        .param("hungry", hungry)
        .update();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
