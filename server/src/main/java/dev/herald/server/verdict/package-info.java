/**
 * Where a message stands, why its recipient has it or not, whether a resend helps, and what else
 * would. Decided here and nowhere else, by pure functions of the message's state and trace: lists,
 * message pages and diagnoses say the same.
 */
@ApplicationModule(allowedDependencies = {"reason", "source", "task", "search"})
@NullMarked
package dev.herald.server.verdict;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
