/**
 * Uses the next channel of a plan when nothing is told of the channel before in time.
 *
 * <p>Nodes say after how long ({@code Node.escalation}), messages carry it ({@code Escalation}),
 * and {@code task.store} notes when each is due as it is saved. What then becomes of one is decided
 * by {@code EscalationStep}: a receipt that came in time ends it, whichever process wrote it.
 */
@ApplicationModule(allowedDependencies = {"platform", "job", "task", "task :: store"})
@NullMarked
package dev.herald.server.escalation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
