package dev.herald.server.erasure;

import dev.herald.channel.Destination;
import dev.herald.server.directory.Addresses;
import dev.herald.server.directory.Recipient;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenant;
import dev.herald.server.task.store.MessageRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds what belongs to a recipient. */
@Component
class People {
  private final Recipients recipients;
  private final MessageRows messages;
  private final JdbcClient jdbc;

  People(Recipients recipients, MessageRows messages, JdbcClient jdbc) {
    this.recipients = recipients;
    this.messages = messages;
    this.jdbc = jdbc;
  }

  Person find(Tenant tenant, String code) {
    Recipient recipient = recipients.get(tenant, code);
    List<Destination> addresses = addresses(recipient);
    Set<UUID> keys =
        addresses.stream()
            .map(messages::destinationKey)
            .map(Objects::requireNonNull)
            .collect(Collectors.toUnmodifiableSet());
    Set<UUID> sharers =
        Stream.concat(
                Stream.of(recipient), recipients.having(addresses, List.of(tenant.id())).stream())
            .map(Recipient::id)
            .collect(Collectors.toUnmodifiableSet());
    return new Person(tenant, recipient, keys, sharers, messages(tenant, recipient, keys));
  }

  /** Its devices’ tokens among them. */
  private static List<Destination> addresses(Recipient recipient) {
    List<Destination> addresses = new ArrayList<>();
    recipient
        .addresses()
        .forEach((channel, address) ->
            addresses.add(new Destination(Addresses.kindOf(channel), address)));
    recipient
        .devices()
        .forEach((channel, tokens) ->
            tokens.forEach(
                token -> addresses.add(new Destination(Addresses.kindOf(channel), token))));
    return addresses;
  }

  /** Its messages as they are now. */
  List<UUID> messages(Person person) {
    return messages(person.tenant(), person.recipient(), person.addressKeys());
  }

  private List<UUID> messages(Tenant tenant, Recipient recipient, Set<UUID> keys) {
    return jdbc.sql(
            """
            select id from message where tenant_id = :tenant and recipient_id = :recipient
            union
            select id from message where tenant_id = :tenant and destination_key = any (:keys)
            order by id
            """)
        .param("tenant", tenant.id())
        .param("recipient", recipient.id())
        .param("keys", keys.toArray(UUID[]::new))
        .query(UUID.class)
        .list();
  }
}
