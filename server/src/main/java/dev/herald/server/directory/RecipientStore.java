package dev.herald.server.directory;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.platform.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of recipients. Names and addresses are sealed together, bound to tenant and code; blind
 * indexes find who has an address.
 */
@Component
class RecipientStore {
  private static final String INDEX = "recipient address";
  private static final String NAME = "recipient name";
  private static final int MOST_FOUND = 20;
  private static final String SELECT =
      """
      select recipient.id, recipient.tenant_id, recipient.code, recipient.locale,
        recipient.zone, person,
        array(select d.channel from recipient_device d where d.recipient_id = recipient.id
          order by d.registered_at desc, d.id desc) as device_channels,
        array(select d.token from recipient_device d where d.recipient_id = recipient.id
          order by d.registered_at desc, d.id desc) as device_tokens
      from recipient
      """;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final JsonMapper json;

  RecipientStore(JdbcClient jdbc, Vault vault, JsonMapper json) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.json = json;
  }

  private record Person(
      String name,
      Map<String, String> addresses,
      @Nullable Map<String, String> attributes,
      @Nullable List<String> channels) {
    /** Of one that was written before there were more. */
    Recipient.Traits traits() {
      return new Recipient.Traits(
          attributes == null ? Map.of() : attributes,
          channels == null ? List.of() : channels.stream().map(Channel::new).toList());
    }

    @Override
    public String toString() {
      return "person";
    }
  }

  record Key(UUID tenantId, String code) {}

  /** Those that there are, in one query. */
  Map<Key, Recipient> find(List<Key> keys) {
    return jdbc
        .sql(
            SELECT
                + """
                join unnest(:tenants::uuid[], :codes::text[]) as wanted (tenant_id, code)
                  using (tenant_id, code)
                """)
        .param("tenants", keys.stream().map(Key::tenantId).toArray(UUID[]::new))
        .param("codes", keys.stream().map(Key::code).toArray(String[]::new))
        .query(this::recipient)
        .list()
        .stream()
        .collect(
            Collectors.toMap(
                found -> new Key(found.tenantId(), found.code()), Function.identity()));
  }

  /** In the order of their codes. */
  List<Recipient> list(UUID tenantId, String afterCode, int limit) {
    return jdbc.sql(
            SELECT
                + """
                where tenant_id = :tenant and code > :after order by code limit :limit
                """)
        .param("tenant", tenantId)
        .param("after", afterCode)
        .param("limit", limit)
        .query(this::recipient)
        .list();
  }

  /** Those that have one of these addresses on any channel. */
  List<Recipient> having(UUID tenantId, Collection<Destination> addresses) {
    return jdbc.sql(
            SELECT
                + """
                where tenant_id = :tenant and address_index && cast(:indexes as uuid[]) order by code
                """)
        .param("tenant", tenantId)
        .param("indexes", indexes(addresses))
        .query(this::recipient)
        .list();
  }

  /** Those of this name; of some tenants, or when none is given, of every one. */
  List<Recipient> named(String name, Collection<UUID> tenantIds) {
    return nameIndex(name)
        .map(index -> indexed(List.of(index.toString()), tenantIds))
        .orElse(List.of());
  }

  /** As above, of some tenants; none given: of every tenant. */
  List<Recipient> having(Collection<Destination> addresses, Collection<UUID> tenantIds) {
    return indexed(List.of(indexes(addresses)), tenantIds);
  }

  private List<Recipient> indexed(List<String> indexes, Collection<UUID> tenantIds) {
    return jdbc.sql(
            SELECT
                + """
                where address_index && cast(:indexes as uuid[])
                  and (cardinality(cast(:tenants as uuid[])) = 0 or tenant_id = any (cast(:tenants as uuid[])))
                order by code limit :most
                """)
        .param("tenants", tenantIds.toArray(UUID[]::new))
        .param("indexes", indexes.toArray(String[]::new))
        .param("most", MOST_FOUND)
        .query(this::recipient)
        .list();
  }

  List<Recipient> withCode(String code, Collection<UUID> tenantIds) {
    return jdbc.sql(
            SELECT
                + """
                join tenant t on t.id = recipient.tenant_id
                where recipient.code = any (:codes)
                  and (cardinality(cast(:tenants as uuid[])) = 0 or t.id = any (cast(:tenants as uuid[])))
                order by t.code limit :most
                """)
        .param("tenants", tenantIds.toArray(UUID[]::new))
        .param("codes", RecipientCode.forms(code).toArray(String[]::new))
        .param("most", MOST_FOUND)
        .query(this::recipient)
        .list();
  }

  /** Creates them, or gives the one with the same code these values; no code may be there twice. */
  void write(List<Recipient> recipients) {
    jdbc.sql(
            """
            insert into recipient (id, tenant_id, code, locale, zone, person, address_index)
            select id, tenant_id, code, locale, zone, person, address_index::uuid[]
            from unnest(cast(:ids as uuid[]), cast(:tenants as uuid[]), :codes, :locales, :zones,
                        :persons, :indexes)
              as new (id, tenant_id, code, locale, zone, person, address_index)
            on conflict (tenant_id, code) do update
              set locale = excluded.locale, zone = excluded.zone, person = excluded.person,
                  address_index = excluded.address_index, updated_at = now()
            """)
        .param("ids", texts(recipients, recipient -> recipient.id().toString()))
        .param("tenants", texts(recipients, recipient -> recipient.tenantId().toString()))
        .param("codes", texts(recipients, Recipient::code))
        .param("locales", texts(recipients, RecipientStore::tag))
        .param("zones", texts(recipients, RecipientStore::zone))
        .param("persons", recipients.stream().map(this::sealed).toArray(byte[][]::new))
        .param("indexes", texts(recipients, this::indexes))
        .update();
  }

  boolean delete(UUID tenantId, String code) {
    return jdbc.sql("delete from recipient where tenant_id = :tenant and code = :code")
            .param("tenant", tenantId)
            .param("code", code)
            .update()
        > 0;
  }

  private interface Text {
    @Nullable String of(Recipient recipient);
  }

  private static @Nullable String[] texts(List<Recipient> recipients, Text text) {
    @Nullable String[] texts = new String[recipients.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text.of(recipients.get(i));
    }
    return texts;
  }

  private static @Nullable String tag(Recipient recipient) {
    Locale locale = recipient.locale();
    return locale == null ? null : locale.toLanguageTag();
  }

  private static @Nullable String zone(Recipient recipient) {
    ZoneId zone = recipient.zone();
    return zone == null ? null : zone.getId();
  }

  private String indexes(Recipient recipient) {
    Stream<UUID> addresses =
        recipient.addresses().entrySet().stream()
            .map(entry -> new Destination(Addresses.kindOf(entry.getKey()), entry.getValue()))
            .map(this::index);
    return Stream.concat(addresses, nameIndex(recipient.name()).stream())
        .map(UUID::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Of a whole name in any case; it stands with the addresses', which no address can equal. */
  private Optional<UUID> nameIndex(@Nullable String name) {
    return name == null || name.isBlank()
        ? Optional.empty()
        : Optional.of(
            vault.blindIndex(
                NAME,
                Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT)));
  }

  private UUID index(Destination destination) {
    return index(destination.kind(), destination.common());
  }

  private UUID index(Destination.Kind kind, String address) {
    return vault.blindIndex(INDEX, kind + ":" + address);
  }

  /** Of every form that an address may have been kept in. */
  private String[] indexes(Collection<Destination> addresses) {
    return addresses.stream()
        .flatMap(each -> each.sought().stream().map(form -> index(each.kind(), form).toString()))
        .toArray(String[]::new);
  }

  private byte[] sealed(Recipient recipient) {
    Map<String, String> addresses = new TreeMap<>();
    recipient.addresses().forEach((channel, address) -> addresses.put(channel.name(), address));
    return vault.seal(
        json.writeValueAsString(
            new Person(
                recipient.name(),
                addresses,
                new TreeMap<>(recipient.attributes()),
                recipient.channelOrder().stream().map(Channel::name).toList())),
        context(recipient.tenantId(), recipient.code()));
  }

  private Recipient recipient(ResultSet row, int number) throws SQLException {
    UUID tenantId = row.getObject("tenant_id", UUID.class);
    String code = row.getString("code");
    String locale = row.getString("locale");
    String zone = row.getString("zone");
    Person person = person(tenantId, code, row.getBytes("person"));
    return new Recipient(
        row.getObject("id", UUID.class),
        tenantId,
        code,
        person.name(),
        locale == null ? null : Locale.forLanguageTag(locale),
        zone == null ? null : ZoneId.of(zone),
        person.addresses().entrySet().stream()
            .collect(Collectors.toMap(e -> new Channel(e.getKey()), Map.Entry::getValue)),
        person.traits(),
        devices(tenantId, row));
  }

  private Map<Channel, List<String>> devices(UUID tenantId, ResultSet row) throws SQLException {
    String[] channels = (String[]) row.getArray("device_channels").getArray();
    if (channels.length == 0) {
      return Map.of();
    }
    byte[][] tokens = (byte[][]) row.getArray("device_tokens").getArray();
    Map<Channel, List<String>> devices = new HashMap<>();
    for (int i = 0; i < channels.length; i++) {
      String channel = channels[i];
      try {
        String token = vault.openText(tokens[i], Devices.context(tenantId, channel));
        devices.computeIfAbsent(new Channel(channel), _ -> new ArrayList<>()).add(token);
      } catch (Vault.Unopened _) {
        // It hinders no other.
      }
    }
    return devices;
  }

  /** One that does not open has no address, and hinders no other that is read with it. */
  private Person person(UUID tenantId, String code, byte[] sealed) {
    try {
      return json.readValue(vault.openText(sealed, context(tenantId, code)), Person.class);
    } catch (Vault.Unopened _) {
      return new Person("(does not open)", Map.of(), null, null);
    }
  }

  /** As the audit log names a recipient: with the tenant's code. */
  String named(Tenant tenant, String code) {
    return tenant.code() + "/" + nameOf(tenant, code);
  }

  /**
   * The code, unless it is an address: then the masked address with a part of its blind index, the
   * same for the same person.
   */
  String nameOf(Tenant tenant, String code) {
    for (Destination.Kind kind : List.of(Destination.Kind.EMAIL, Destination.Kind.PHONE)) {
      if (Addresses.parse(kind, code, tenant.locale())
          instanceof Addresses.Parsed.Right(Destination address)) {
        return "%s~%08x"
            .formatted(address.masked(), index(address).getMostSignificantBits() >>> 32);
      }
    }
    return code;
  }

  private static String context(UUID tenantId, String code) {
    return "recipient/" + tenantId + "/" + code;
  }
}
