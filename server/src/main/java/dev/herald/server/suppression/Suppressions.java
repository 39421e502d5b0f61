package dev.herald.server.suppression;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.channel.Reason;
import dev.herald.server.directory.Devices;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.database.CommittedCache;
import dev.herald.server.platform.database.KeyFilterUpkeep;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.store.MessageRows;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The list of addresses that must not be sent to: asked before each call, and added to. */
@Service
public class Suppressions {
  private final SuppressionStore store;
  private final KeyFilterUpkeep filter;
  private final JdbcClient jdbc;
  private final MessageRows messages;
  private final Devices devices;
  private final Clock clock;

  Suppressions(
      SuppressionStore store,
      @Qualifier("suppressionFilter") KeyFilterUpkeep filter,
      JdbcClient jdbc,
      MessageRows messages,
      Devices devices,
      Clock clock) {
    this.store = store;
    this.filter = filter;
    this.jdbc = jdbc;
    this.messages = messages;
    this.devices = devices;
    this.clock = clock;
  }

  /** What keeps a message from its address; empty for nearly all, which costs no round trip. */
  public Optional<Suppression> on(NewMessage message) {
    Channel channel = message.context().route().channel();
    UUID key = store.key(message.context().route().destination());
    return key == null || !filter.mayHave(key)
        ? Optional.empty()
        : store.find(key, message.ownership().tenantId(), channel);
  }

  /** Puts a message's address on the list of its tenant, if it has one. */
  public void of(
      NewMessage message, Suppression.Cause cause, UUID sourceId, @Nullable Reason reason) {
    MessageContext context = message.context();
    Destination address = context.route().destination();
    if (address.kind() == Destination.Kind.NONE || context.goesToStandIns()) {
      return;
    }
    devices.forget(message.ownership().tenantId(), context.route().channel(), address);
    add(
        new Suppression(
            Ids.next(),
            message.ownership().tenantId(),
            context.route().channel(),
            address,
            cause,
            reason,
            sourceId,
            message.id(),
            null,
            null,
            clock.instant()));
  }

  /** As above, of a message that is read first. */
  public void of(UUID messageId, Suppression.Cause cause, UUID sourceId, @Nullable Reason reason) {
    jdbc.sql("select %s from message m where m.id = ?".formatted(MessageRows.COLUMNS))
        .param(messageId)
        .query((row, _) -> messages.read(row))
        .optional()
        .ifPresent(message -> of(message, cause, sourceId, reason));
  }

  /** Of a tenant, those of these addresses. */
  public List<Suppression> of(UUID tenantId, Set<UUID> keys) {
    return store.of(keys, new SuppressionStore.Selection(Set.of(tenantId), null, null));
  }

  /**
   * Forgets the addresses and goes on to keep messages from them.
   *
   * @param keys the addresses' blind indexes
   * @param messages which brought about that an address is on it, such as a token of a device that
   *     is forgotten since
   * @return how many
   */
  public int erase(UUID tenantId, Set<UUID> keys, Collection<UUID> messages) {
    return store.erase(tenantId, keys, messages);
  }

  /**
   * @return false: the address is there already
   */
  boolean add(Suppression entry) {
    UUID key = store.key(entry.address());
    if (key == null || !store.add(entry)) {
      return false;
    }
    CommittedCache.afterCommit(() -> filter.add(key));
    return true;
  }
}
