/**
 * How it goes: what happened, counted by the minute, and what waits.
 *
 * <p>Reading costs by the minutes, not by the messages. A process that dies takes its last two
 * seconds of statistics with it, never a message.
 */
@ApplicationModule(allowedDependencies = {"platform", "task", "task :: store"})
@NullMarked
package dev.herald.server.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
