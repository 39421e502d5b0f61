package dev.herald.bench.herald;

import dev.herald.bench.database.Database;

/**
 * Statistics of messages that are not there: each of a thousand combinations of node and company
 * sends fourteen in every hour, ten million in a month.
 */
public record Rollups(Database database) {
  private static final int NODES = 40;
  private static final int TENANTS = 25;
  private static final int EACH_AN_HOUR = 14;
  private static final int FULL_MINUTES_AN_HOUR = 10;
  private static final String HOURS =
      """
      insert into rollup (grain, start, fact, application_id, node_id, tenant_id, lane, channel,
        source_id, state, outcome, reason, count)
      select 'HOUR', date_trunc('hour', now(), 'UTC') - hour * interval '1 hour', fact,
        (select id from application where code = 'bench'),
        ('00000000-0000-4000-8000-' || lpad(to_hex(node), 12, '0'))::uuid,
        ('00000000-0000-4000-9000-' || lpad(to_hex(tenant), 12, '0'))::uuid,
        'bulk', 'whatsapp', (select id from source where code = 'stand-in-whatsapp'), state,
        outcome, '', %d
      from generate_series(1, %d) hour, generate_series(1, %d) node, generate_series(1, %d) tenant,
        (values ('ACCEPTED', '', ''), ('CALLED', '', 'ACCEPTED'), ('ENDED', 'SENT', ''))
          as each (fact, state, outcome)
      """;
  private static final String DAYS_OF_HOURS =
      """
      insert into rollup as known (grain, start, fact, application_id, node_id, tenant_id, lane,
        channel, source_id, state, outcome, reason, count)
      select 'DAY', date_trunc('day', start, 'UTC'), fact, application_id, node_id, tenant_id, lane,
        channel, source_id, state, outcome, reason, sum(count)
      from rollup where grain = 'HOUR' and lane = 'bulk'
      group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
      on conflict (grain, start, fact, application_id, node_id, tenant_id, lane, channel, source_id,
        state, outcome, reason) do update set count = known.count + excluded.count
      """;
  private static final String MINUTES =
      """
      insert into rollup (grain, start, fact, application_id, node_id, tenant_id, lane, channel,
        source_id, state, outcome, reason, count)
      select 'MINUTE', start + minute * interval '1 minute', fact, application_id, node_id,
        tenant_id, lane, channel, source_id, state, outcome, reason, greatest(1, count / %1$d)
      from rollup, generate_series(0, 59, 60 / %1$d) minute
      where grain = 'HOUR' and lane = 'bulk' and start > now() - interval '2 days'
      """;

  private static final String OF_ALL =
      """
      insert into rollup_of_all as known (grain, start, fact, channel, source_id, state, outcome,
        reason, count)
      select grain, start, fact, channel, source_id, state, outcome, reason, sum(count)
      from rollup where grain <> 'DAY' and lane = 'bulk'
      group by 1, 2, 3, 4, 5, 6, 7, 8
      on conflict (grain, start, fact, channel, source_id, state, outcome, reason)
        do update set count = known.count + excluded.count
      """;

  /** Of about so many, back from now; returns how many rows it took. */
  public long ofMessages(int messages) {
    int hours = Math.max(1, messages / (NODES * TENANTS * EACH_AN_HOUR));
    database.execute("set synchronous_commit = off");
    database.execute(HOURS.formatted(EACH_AN_HOUR, hours, NODES, TENANTS));
    database.execute(DAYS_OF_HOURS);
    database.execute(MINUTES.formatted(FULL_MINUTES_AN_HOUR));
    database.execute(OF_ALL);
    database.execute("vacuum analyze");
    database.execute("checkpoint");
    return database.number("select count(*) from rollup");
  }
}
