package dev.herald.server.search;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.platform.vault.TestVault;
import dev.herald.server.retention.Partitions;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Route;
import dev.herald.server.task.store.ContextSeal;
import dev.herald.server.task.store.MessageRows;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A year of messages, made by SQL: a hundred nodes of twenty applications, two thousand tenants of
 * very different size, a channel that hardly anybody uses, one in fifty failed.
 */
final class ManyMessages {
  static final int NODES = 100;
  static final int TENANTS = 2_000;
  private static final int MONTHS = 12;
  private static final int AT_ONCE = 500_000;
  private static final String MESSAGES =
      """
      insert into message (id, request_id, application_id, node_id, tenant_id, recipient_id,
        template_version_id, channel, lane, destination_key, requested_by, context)
      select
        cast(lpad(to_hex(:from + cast((:to - :from) * (n::float8 / :all) as bigint)), 12, '0')
          || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15) as uuid),
        cast(md5('request' || n) as uuid),
        cast(md5('application' || node %% 20) as uuid), cast(md5('node' || node) as uuid),
        cast(md5('tenant' || tenant) as uuid),
        case when n %% 3 = 0 then cast(md5('recipient' || n %% 500000) as uuid) end,
        cast(md5('version' || node) as uuid),
        case when n %% 20000 = 7 then 'fax'
          else (array['email', 'sms', 'dingtalk', 'feishu', 'wecom'])[1 + n %% 5] end,
        (array['critical', 'normal', 'normal', 'bulk'])[1 + n %% 4],
        cast(md5('destination' || n %% 1000000) as uuid), 'bench', '\\x00'
      from (
        select n, floor(%1$d * power(random(), 2))::int as node,
          floor(%2$d * power(random(), 4))::int as tenant
        from generate_series(:first::bigint, :last::bigint) as n) made
      """
          .formatted(NODES, TENANTS);
  private static final String EVENTS =
      """
      insert into event (message_id, sequence, at, kind, state, reason, attempt, outcome, duration_ms)
      select id, 1, now(), 'ATTEMPT',
        case when right(id::text, 2) < '05' then 'FAILED' else 'SENT' end,
        'the provider said something about it', 1, 'ACCEPTED', 40
      from message m where not exists (select from event where message_id = m.id)
      """;

  private ManyMessages() {}

  static UUID id(JdbcClient jdbc, String thing) {
    return jdbc.sql("select cast(md5(?) as uuid)").param(thing).query(UUID.class).single();
  }

  static void make(JdbcClient jdbc, long count) {
    Partitions partitions = new Partitions(jdbc);
    YearMonth first = YearMonth.now(ZoneOffset.UTC).minusMonths(MONTHS - 1);
    for (int i = 0; i < MONTHS; i++) {
      partitions.make(first.plusMonths(i));
    }
    long from = first.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    for (long done = 0; done < count; done += AT_ONCE) {
      jdbc.sql(MESSAGES)
          .param("from", from)
          .param("to", System.currentTimeMillis())
          .param("all", count)
          .param("first", done)
          .param("last", Math.min(count, done + AT_ONCE) - 1)
          .update();
    }
    jdbc.sql(EVENTS).update();
    jdbc.sql("analyze message").update();
    jdbc.sql("analyze event").update();
    jdbc.sql("vacuum (analyze)").update();
  }

  /** Contexts of messages made by SQL can't be opened; every one is taken for this. */
  static MessageRows rows() {
    return new MessageRows(
        TestVault.create(),
        new ContextSeal(TestVault.create(), new JsonMapper()) {
          @Override
          public MessageContext open(UUID id, NewMessage.Ownership ownership, byte[] sealed) {
            return CONTEXT;
          }
        });
  }

  private static final MessageContext CONTEXT =
      new MessageContext(
          new Route(
              Channel.EMAIL,
              new Destination(Destination.Kind.EMAIL, "many@example.com"),
              new UUID(0, 1)),
          List.of(),
          JsonNodeFactory.instance.objectNode(),
          Locale.SIMPLIFIED_CHINESE,
          ZoneId.of("Asia/Shanghai"),
          null,
          null);
}
