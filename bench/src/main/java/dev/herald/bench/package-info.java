/**
 * What Herald does on this machine, beside what the machine and its peers do.
 *
 * <p>{@link dev.herald.bench.Bench} is the command. It runs {@link dev.herald.bench.part parts} on
 * a {@link dev.herald.bench.Workbench}: PostgreSQL, the provider's stand-in, the load generator and
 * whatever is measured, each a process of its own, so that what each of them costs can be told
 * apart. A process that the bench starts ends with it, also when the bench is killed.
 */
@NullMarked
package dev.herald.bench;

import org.jspecify.annotations.NullMarked;
