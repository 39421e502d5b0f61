package dev.herald.server.intake;

import dev.herald.server.access.Application;
import java.util.UUID;

/**
 * Who submits.
 *
 * @param requestedBy how the trace names the caller
 */
record Order(UUID requestId, Application application, String requestedBy) {}
