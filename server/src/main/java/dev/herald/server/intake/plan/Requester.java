package dev.herald.server.intake.plan;

import dev.herald.server.authorization.Application;
import java.util.UUID;

/**
 * Who submits.
 *
 * @param requestedBy how the trace names the caller
 */
public record Requester(UUID requestId, Application application, String requestedBy) {}
