/**
 * Rate caps that hold across every process of a cluster.
 *
 * <p>A cap of C in a window W is C <em>permits</em>. A permit is lent to one process at a time; its
 * holder uses it for one call at a time, and lets it rest for W after the call's end before the
 * next one begins. A process that gives a permit back has let it rest before, or else the ledger
 * does. So two uses of one permit reach the provider at least W apart, whoever makes them, and no
 * window of W, wherever it lies, holds more than C of them.
 *
 * <ul>
 *   <li>Nothing is asked of the database per call: a process that holds permits of a short window
 *       uses them again and again. Those of a long window are lent a few at a time and go back to
 *       rest in the table, so that a crash or a restart forgets no use of the last day.
 *   <li>What a process was lent lapses with its lease, and rests for W first. A process whose lease
 *       may have lapsed must not begin a call: that is for the caller to check, as late as it can.
 *   <li>Rests inside a process are measured by its monotonic clock and those in the table by the
 *       database's. No process's wall clock matters.
 * </ul>
 */
@NamedInterface("cap")
@NullMarked
package dev.herald.server.limit.cap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
