package dev.herald.server.limit;

import java.util.UUID;

/**
 * A message that asks for a call.
 *
 * @param weight the tenant's share beside the others'
 * @param target where the call goes
 */
public record CallRequest(UUID tenant, int weight, Target target) {}
