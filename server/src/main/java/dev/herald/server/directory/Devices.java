package dev.herald.server.directory;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.DirectoryFault;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The devices of recipients: as many as they have signed in on, each of one recipient at a time. A
 * device that its provider calls dead is forgotten.
 */
@Service
public class Devices {
  /** Of a recipient on a channel; the one that was registered longest ago goes first. */
  static final int MOST = 10;

  private static final String INDEX = "device token";
  private static final Set<Destination.Kind> NO_DEVICES =
      Set.of(
          Destination.Kind.EMAIL,
          Destination.Kind.PHONE,
          Destination.Kind.URL,
          Destination.Kind.FEED);
  private static final Channel USUAL = new Channel("app-push");

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Recipients recipients;
  private final ChannelNames channels;
  private final AuditLog audit;

  Devices(
      JdbcClient jdbc, Vault vault, Recipients recipients, ChannelNames channels, AuditLog audit) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.recipients = recipients;
    this.channels = channels;
    this.audit = audit;
  }

  /** A device. */
  record Device(UUID id, Channel channel, Destination token, Instant registeredAt) {}

  /**
   * What a registration did.
   *
   * @param fresh whether the device was not this recipient's before
   */
  record Registered(Device device, boolean fresh) {}

  static String context(UUID tenantId, String channel) {
    return "recipient_device/%s/%s".formatted(tenantId, channel);
  }

  private UUID index(Destination token) {
    return vault.blindIndex(INDEX, token.common());
  }

  /** Newest first. */
  List<Device> of(Tenant tenant, String code) {
    Recipient recipient = recipients.get(tenant, code);
    return jdbc.sql(
            """
            select id, tenant_id, channel, token, registered_at from recipient_device
            where recipient_id = ? order by registered_at desc, id desc
            """)
        .param(recipient.id())
        .query(this::device)
        .list();
  }

  private Device device(ResultSet row, int number) throws SQLException {
    String channel = row.getString("channel");
    String token =
        vault.openText(
            row.getBytes("token"), context(row.getObject("tenant_id", UUID.class), channel));
    return new Device(
        row.getObject("id", UUID.class),
        new Channel(channel),
        new Destination(Destination.Kind.DEVICE, token),
        row.getObject("registered_at", OffsetDateTime.class).toInstant());
  }

  /**
   * Says that a recipient has signed in on a device. It may be said again; a device that was
   * another's is this recipient's then.
   */
  @Transactional
  Registered register(
      Tenant tenant, String code, @Nullable String channel, @Nullable String token) {
    FieldErrors errors = new FieldErrors();
    Channel by = channel(channel, errors);
    Destination device = token(token, tenant, errors);
    errors.throwIfAny();
    Recipient recipient = recipients.get(tenant, code);
    UUID before =
        jdbc.sql(
                """
                select recipient_id from recipient_device
                where tenant_id = ? and channel = ? and token_index = ?
                """)
            .params(tenant.id(), by.name(), index(device))
            .query(UUID.class)
            .optional()
            .orElse(null);
    boolean fresh = !recipient.id().equals(before);
    UUID id = write(recipient, by, device);
    dropOldest(recipient, by);
    if (fresh) {
      audit.record(
          Act.of("recipient.device-registered", "recipient", recipients.named(tenant, code)));
    }
    recipients.changed(tenant.id(), recipient.code());
    return new Registered(new Device(id, by, device, Instant.now()), fresh);
  }

  private Channel channel(@Nullable String written, FieldErrors errors) {
    if (written == null) {
      errors.add("channel", new FieldFault.FieldMissing());
      return USUAL;
    }
    if (!channels.known().contains(written)) {
      errors.add("channel", Spelling.unknown(Thing.CHANNEL, written, channels.known()));
      return USUAL;
    }
    Channel channel = new Channel(written);
    if (NO_DEVICES.contains(Addresses.kindOf(channel))) {
      errors.add("channel", new DirectoryFault.ChannelWithoutDevices());
    }
    return channel;
  }

  private static Destination token(@Nullable String written, Tenant tenant, FieldErrors errors) {
    if (written == null) {
      errors.add("token", new FieldFault.FieldMissing());
      return Destination.NONE;
    }
    return switch (Addresses.parse(Destination.Kind.DEVICE, written, tenant.locale())) {
      case Addresses.Parsed.Right(Destination destination) -> destination;
      case Addresses.Parsed.Wrong(var error) -> {
        errors.add(error.within("token"));
        yield Destination.NONE;
      }
    };
  }

  private UUID write(Recipient recipient, Channel channel, Destination token) {
    return jdbc.sql(
            """
            insert into recipient_device (id, recipient_id, tenant_id, channel, token_index, token)
            values (?, ?, ?, ?, ?, ?)
            on conflict (tenant_id, channel, token_index) do update
              set recipient_id = excluded.recipient_id, registered_at = now()
            returning id
            """)
        .params(Ids.next(), recipient.id(), recipient.tenantId(), channel.name(), index(token))
        .param(vault.seal(token.address(), context(recipient.tenantId(), channel.name())))
        .query(UUID.class)
        .single();
  }

  private void dropOldest(Recipient recipient, Channel channel) {
    jdbc.sql(
            """
            delete from recipient_device where id in (
              select id from recipient_device where recipient_id = ? and channel = ?
              order by registered_at desc, id desc offset ?)
            """)
        .params(recipient.id(), channel.name(), MOST)
        .update();
  }

  @Transactional
  void remove(Tenant tenant, String code, UUID id) {
    Recipient recipient = recipients.get(tenant, code);
    int removed =
        jdbc.sql("delete from recipient_device where id = ? and recipient_id = ?")
            .params(id, recipient.id())
            .update();
    if (removed == 0) {
      throw new RequestProblem.NotFound(Thing.DEVICE, id);
    }
    recipients.changed(tenant.id(), recipient.code());
    audit.record(Act.of("recipient.device-removed", "recipient", recipients.named(tenant, code)));
  }

  /** Its provider says that nothing will ever reach it. */
  public void forget(UUID tenantId, Channel channel, Destination token) {
    if (token.kind() != Destination.Kind.DEVICE) {
      return;
    }
    jdbc.sql(
            """
            delete from recipient_device d using recipient r
            where d.tenant_id = ? and d.channel = ? and d.token_index = ? and r.id = d.recipient_id
            returning r.code
            """)
        .params(tenantId, channel.name(), index(token))
        .query(String.class)
        .list()
        .forEach(code -> recipients.changed(tenantId, code));
  }
}
