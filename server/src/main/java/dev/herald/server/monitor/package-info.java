/**
 * What whoever watches Herald from outside reads at {@code /actuator/prometheus}: counters of what
 * happened, and how much waits. Labels are codes of applications, channels, lanes and sources, and
 * names of states and outcomes: as many as are configured, and none by message or person.
 *
 * <p>Counters follow what is written to the statistics, every two seconds; a send pays nothing more
 * for them.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "authorization",
      "application",
      "source",
      "task",
      "statistics",
      "lane",
      "job",
      "limit :: cap"
    })
@NullMarked
package dev.herald.server.monitor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
