/**
 * How it goes: what happened, counted by the minute, and what waits.
 *
 * <p>Reading costs by the minutes, not by the messages. What a process that dies had not written
 * down is counted anew from the events of those minutes.
 */
@ApplicationModule(allowedDependencies = {"platform", "job", "task", "task :: store"})
@NullMarked
package dev.herald.server.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
