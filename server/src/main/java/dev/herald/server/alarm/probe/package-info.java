/** What alarms are looked for in: traffic, caps, what waits, and the house itself. */
@NullMarked
package dev.herald.server.alarm.probe;

import org.jspecify.annotations.NullMarked;
