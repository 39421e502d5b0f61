package dev.herald.server.cost;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.herald.channel.Channel;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.sms.SmsSegments;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.statistics.CountListener;
import dev.herald.server.statistics.Counted;
import dev.herald.server.task.NewMessage;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts what messages cost where a provider accepted them, in memory, and writes it down with the
 * statistics. A message of a source without a price pays for one look at a map.
 */
@Component
public class Spending implements CountListener {
  private static final Logger log = LoggerFactory.getLogger(Spending.class);
  private static final String ADD =
      """
      insert into spending as known (grain, start, application_id, node_id, tenant_id, channel,
        source_id, country, currency, messages, segments, amount)
      select grain, date_trunc(lower(grain), cast(? as timestamptz), 'UTC'), ?, ?, ?, ?, ?, ?, ?,
        ?, ?, ?
      from unnest(array['DAY', 'HOUR']) as grain
      on conflict (grain, start, application_id, node_id, tenant_id, channel, source_id, country,
        currency) do update set messages = known.messages + excluded.messages,
        segments = known.segments + excluded.segments, amount = known.amount + excluded.amount
      """;
  private static final String USE =
      """
      update source_price set package_left = greatest(0, package_left - ?)
      where source_id = ? and package_left is not null
      """;

  private final Prices prices;
  private final Transactions transactions;
  private final Clock clock;
  private Map<Key, Sum> counted = new HashMap<>();

  Spending(Prices prices, Transactions transactions, Clock clock) {
    this.prices = prices;
    this.transactions = transactions;
    this.clock = clock;
  }

  private record Key(
      Instant hour, NewMessage.Ownership of, String channel, Price price, String country) {}

  private static final Comparator<Map.Entry<Key, Sum>> IN_ORDER =
      Map.Entry.comparingByKey(
          Comparator.comparing(Key::hour)
              .thenComparing(key -> key.of.applicationId())
              .thenComparing(key -> key.of.nodeId())
              .thenComparing(key -> key.of.tenantId())
              .thenComparing(Key::channel)
              .thenComparing(key -> key.price.source())
              .thenComparing(Key::country)
              .thenComparing(key -> key.price.currency()));

  private record Sum(long messages, long segments) {
    Sum plus(Sum other) {
      return new Sum(messages + other.messages, segments + other.segments);
    }
  }

  /** A provider accepted it. */
  public void accepted(NewMessage message, UUID source, Destination to, Content content) {
    Optional<Price> price = prices.of(source);
    if (price.isEmpty() || message.context().goesToStandIns()) {
      return;
    }
    Channel channel = message.context().route().channel();
    NewMessage.Ownership of = message.ownership();
    Key key =
        new Key(
            clock.instant().truncatedTo(ChronoUnit.HOURS),
            new NewMessage.Ownership(of.applicationId(), of.nodeId(), of.tenantId(), null),
            channel.name(),
            price.get(),
            country(to));
    add(key, new Sum(1, segments(channel, content)));
  }

  private synchronized void add(Key key, Sum sum) {
    counted.merge(key, sum, Sum::plus);
  }

  /** Of a provider's own template only the provider knows. */
  static long segments(Channel channel, Content content) {
    return channel.equals(Channel.SMS) && content instanceof Content.Text text
        ? Math.max(1, SmsSegments.of(text.text()).segments())
        : 1;
  }

  static String country(Destination to) {
    if (to.kind() != Destination.Kind.PHONE) {
      return "";
    }
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      String region = numbers.getRegionCodeForNumber(numbers.parse(to.address(), null));
      return region == null ? "" : region;
    } catch (NumberParseException _) {
      return "";
    }
  }

  @Override
  public void counted(Counted written) {
    write();
  }

  private void write() {
    Map<Key, Sum> taken = take();
    if (taken.isEmpty()) {
      return;
    }
    try {
      transactions.run("write what was spent", connection -> write(connection, taken));
    } catch (RuntimeException failed) {
      taken.forEach(this::add);
      log.warn("What was spent could not be written, trying again: {}", failed.toString());
    }
  }

  private synchronized Map<Key, Sum> take() {
    Map<Key, Sum> taken = counted;
    counted = new HashMap<>();
    return taken;
  }

  private static int write(Connection connection, Map<Key, Sum> taken) throws SQLException {
    Map<UUID, Long> used = new TreeMap<>();
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      // In the same order in each process, so that none waits for one that waits for it.
      for (Map.Entry<Key, Sum> each : taken.entrySet().stream().sorted(IN_ORDER).toList()) {
        bind(add, each.getKey(), each.getValue());
        add.addBatch();
        Price price = each.getKey().price();
        used.merge(
            price.source(),
            price.units(each.getValue().messages, each.getValue().segments),
            Long::sum);
      }
      add.executeBatch();
    }
    try (PreparedStatement use = connection.prepareStatement(USE)) {
      for (Map.Entry<UUID, Long> each : used.entrySet()) {
        use.setLong(1, each.getValue());
        use.setObject(2, each.getKey());
        use.addBatch();
      }
      use.executeBatch();
    }
    return taken.size();
  }

  private static void bind(PreparedStatement add, Key key, Sum sum) throws SQLException {
    BigDecimal amount = key.price.of(key.country, sum.messages, sum.segments);
    add.setObject(1, key.hour.atOffset(ZoneOffset.UTC));
    add.setObject(2, key.of.applicationId());
    add.setObject(3, key.of.nodeId());
    add.setObject(4, key.of.tenantId());
    add.setString(5, key.channel);
    add.setObject(6, key.price.source());
    add.setString(7, key.country);
    add.setString(8, key.price.currency());
    add.setLong(9, sum.messages);
    add.setLong(10, sum.segments);
    add.setBigDecimal(11, amount);
  }
}
