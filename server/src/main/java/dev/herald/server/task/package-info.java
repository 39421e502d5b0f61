/**
 * The words of the flow: a message as it is accepted and kept, its task, its states, its trace, and
 * how a task leaves its owner's hands. Values alone; {@code task.store} keeps them.
 *
 * <p>One exhaustive switch holds the states, {@code MessageState.mayBecome}; a {@code Settlement}
 * that would break it can't be made.
 */
@ApplicationModule(allowedDependencies = {"reason", "reason :: old", "platform"})
@NullMarked
package dev.herald.server.task;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
