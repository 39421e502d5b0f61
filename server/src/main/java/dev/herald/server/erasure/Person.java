package dev.herald.server.erasure;

import dev.herald.server.directory.Recipient;
import dev.herald.server.directory.Tenant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A recipient and what belongs to it.
 *
 * @param addressKeys blind indexes of its addresses
 * @param sharers all of the tenant who have one of its addresses, itself among them
 * @param messages to it, and to its addresses within the tenant; oldest first
 */
record Person(
    Tenant tenant,
    Recipient recipient,
    Set<UUID> addressKeys,
    Set<UUID> sharers,
    List<UUID> messages) {}
