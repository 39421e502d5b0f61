/**
 * Breaks a running Herald on purpose and judges what is left.
 *
 * <p>Real processes are killed at named steps, stopped and resumed; their PostgreSQL is crashed,
 * cut off, slowed; their provider lies, stalls and resets. Three books are kept apart: the client's
 * list of what it was told, the provider's list of what it did, and the database. Only when all
 * three agree is an episode passed.
 *
 * <p>The harness itself is proven by mutants: deliberate bugs, switched on one at a time in the
 * running server, each of which must be noticed.
 */
@NullMarked
package dev.herald.chaos;

import org.jspecify.annotations.NullMarked;
