/**
 * What one would otherwise use, each as its documentation advises for throughput: one HTTP request
 * a message through the same client to the same stand-in, and the same PostgreSQL.
 */
@NullMarked
package dev.herald.bench.peer;

import org.jspecify.annotations.NullMarked;
