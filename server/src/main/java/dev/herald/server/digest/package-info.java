/**
 * Gathers what comes for one recipient into one message: which members go together, and what the
 * digest's template is rendered with.
 *
 * <p>Nodes say whether and when ({@code Courtesy.Digest}), submissions are planned with the time of
 * their digest ({@code DigestSlot}), and {@code task.store} writes members and digest in one
 * transaction, so that each member goes out in exactly one digest whichever process dies.
 */
@ApplicationModule(allowedDependencies = {"platform", "job", "task", "task :: store"})
@NullMarked
package dev.herald.server.digest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
