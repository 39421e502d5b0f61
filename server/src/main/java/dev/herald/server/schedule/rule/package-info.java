/** When a schedule fires: pure rules of dates, times, zones and workdays. */
@NamedInterface("rule")
@NullMarked
package dev.herald.server.schedule.rule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
