package dev.herald.server.preference;

import java.util.UUID;

/**
 * Somebody of a tenant who may want or not want messages.
 *
 * @param key equal for the same recipient, or the same address; tells nobody who that is
 */
record Person(UUID tenantId, UUID key) {}
