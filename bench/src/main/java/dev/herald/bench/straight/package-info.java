/**
 * Straightforward code for the way of a message, the denominator of Herald's own figures: a servlet
 * and an HTTP client on virtual threads, Herald's tables with the same rows and statements one
 * after the other, sealed contexts, a commit for many. It has no product around it: no schema,
 * templates, lanes, caps, retries, nor anybody who adopts what a dead process left.
 */
@NullMarked
package dev.herald.bench.straight;

import org.jspecify.annotations.NullMarked;
