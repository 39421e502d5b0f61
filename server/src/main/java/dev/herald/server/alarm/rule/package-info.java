/** What alarms there are, and when each fires: for all, or for one application, node and so on. */
@NullMarked
package dev.herald.server.alarm.rule;

import org.jspecify.annotations.NullMarked;
