package dev.herald.server.suppression;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.platform.database.KeyFilterUpkeep;
import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.task.store.MessageRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of addresses that must not be sent to. */
@Repository
class SuppressionStore implements KeyFilterUpkeep.Table {
  private static final UUID LAST = new UUID(-1, -1);

  private final JdbcClient jdbc;
  private final Vault vault;
  private final MessageRows messages;

  SuppressionStore(JdbcClient jdbc, Vault vault, MessageRows messages) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.messages = messages;
  }

  /** By what equal addresses are found; null when there is no address. */
  @Nullable UUID key(Destination address) {
    return messages.destinationKey(address);
  }

  /**
   * @return false: the address is there already
   */
  boolean add(Suppression entry) {
    String kindAndAddress = entry.address().kind() + " " + entry.address().address();
    return jdbc.sql(
                """
                insert into suppression (id, tenant_id, channel, address_key, address, cause,
                  reason_code, reason_with, source_id, message_id, made_by, note)
                values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                on conflict (address_key, tenant_id, channel) do nothing
                """)
            .params(
                Arrays.asList(
                    entry.id(),
                    entry.tenantId(),
                    entry.channel().name(),
                    key(entry.address()),
                    vault.seal(kindAndAddress, context(entry.id(), entry.tenantId())),
                    entry.cause().name(),
                    entry.reason() == null ? null : entry.reason().code(),
                    entry.reason() == null ? null : ReasonJson.write(entry.reason()),
                    entry.sourceId(),
                    entry.messageId(),
                    entry.madeBy(),
                    entry.note()))
            .update()
        == 1;
  }

  private static SealContext context(UUID id, UUID tenantId) {
    String whole = "suppression:%s:%s".formatted(id, tenantId);
    return SealContext.of(whole, whole);
  }

  Optional<Suppression> find(UUID key, UUID tenantId, Channel channel) {
    return jdbc.sql(
            "select * from suppression where address_key = ? and tenant_id = ? and channel = ?")
        .params(key, tenantId, channel.name())
        .query((row, _) -> read(row))
        .optional();
  }

  Optional<Suppression> find(UUID id) {
    return jdbc.sql("select * from suppression where id = ?")
        .param(id)
        .query((row, _) -> read(row))
        .optional();
  }

  List<Suppression> of(Set<UUID> keys, Selection among) {
    return jdbc.sql(
            """
            select * from suppression
            where address_key = any(:keys) and (:everyTenant or tenant_id = any(:tenants))
              and (:channel::text is null or channel = :channel) order by id desc limit 1000
            """)
        .param("keys", keys.toArray(UUID[]::new))
        .param("everyTenant", among.tenantIds() == null)
        .param("tenants", among.tenants())
        .param("channel", among.channel())
        .query((row, _) -> read(row))
        .list();
  }

  /**
   * Which entries are meant.
   *
   * @param tenantIds null: every tenant's
   */
  record Selection(
      @Nullable Set<UUID> tenantIds, @Nullable String channel, Suppression.@Nullable Cause cause) {
    UUID[] tenants() {
      return tenantIds == null ? new UUID[0] : tenantIds.toArray(UUID[]::new);
    }
  }

  /**
   * @param before the last one of the page before; null: from the newest on
   */
  List<Suppression> list(Selection among, @Nullable UUID before, int most) {
    return jdbc.sql(
            """
            select * from suppression
            where id < :before and (:everyTenant or tenant_id = any(:tenants))
              and (:channel::text is null or channel = :channel)
              and (:cause::text is null or cause = :cause)
            order by id desc limit :most
            """)
        .param("before", before == null ? LAST : before)
        .param("everyTenant", among.tenantIds() == null)
        .param("tenants", among.tenants())
        .param("channel", among.channel())
        .param("cause", among.cause() == null ? null : among.cause().name())
        .param("most", most)
        .query((row, _) -> read(row))
        .list();
  }

  /** Leaves their blind indexes alone, so that they go on to be found. */
  int erase(UUID tenantId, Set<UUID> keys, Collection<UUID> messages) {
    return jdbc.sql(
            """
            update suppression set address = null, note = null, message_id = null
            where (address_key = any (?) or message_id = any (?)) and tenant_id = ?
              and address is not null
            """)
        .params(keys.toArray(UUID[]::new), messages.toArray(UUID[]::new), tenantId)
        .update();
  }

  boolean delete(UUID id) {
    return jdbc.sql("delete from suppression where id = ?").param(id).update() == 1;
  }

  @Override
  public String name() {
    return "The suppression list";
  }

  @Override
  public long count() {
    return jdbc.sql("select count(*) from suppression").query(Long.class).single();
  }

  @Override
  public Instant now() {
    return jdbc.sql("select now()").query(OffsetDateTime.class).single().toInstant();
  }

  @Override
  public void keysSince(Instant since, Consumer<UUID> each) {
    jdbc.sql("select address_key from suppression where made_at >= ?")
        .param(since.atOffset(ZoneOffset.UTC))
        .withFetchSize(10_000)
        .query((RowCallbackHandler) row -> each.accept(row.getObject(1, UUID.class)));
  }

  private Destination address(byte @Nullable [] sealed, SealContext context) {
    if (sealed == null) {
      return Destination.NONE;
    }
    String[] address = vault.openText(sealed, context).split(" ", 2);
    return new Destination(Destination.Kind.valueOf(address[0]), address[1]);
  }

  private Suppression read(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    UUID tenantId = row.getObject("tenant_id", UUID.class);
    String code = row.getString("reason_code");
    return new Suppression(
        id,
        tenantId,
        new Channel(row.getString("channel")),
        address(row.getBytes("address"), context(id, tenantId)),
        Suppression.Cause.valueOf(row.getString("cause")),
        code == null ? null : ReasonJson.read(code, row.getString("reason_with")),
        row.getObject("source_id", UUID.class),
        row.getObject("message_id", UUID.class),
        row.getString("made_by"),
        row.getString("note"),
        Objects.requireNonNull(MessageRows.instant(row, "made_at")));
  }
}
