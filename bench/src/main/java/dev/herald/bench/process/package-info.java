/**
 * Processes that are measured: started on a leash, asked over their standard streams, and what they
 * cost.
 */
@NullMarked
package dev.herald.bench.process;

import org.jspecify.annotations.NullMarked;
