package dev.herald.server.directory;

import dev.herald.server.platform.problem.RequestProblem;
import java.util.UUID;

/** Says what keeps a recipient from being taken away. */
public interface RecipientGuard {
  /**
   * @throws RequestProblem.Conflict when it is to stay
   */
  void requireFree(UUID tenantId, UUID recipientId);
}
