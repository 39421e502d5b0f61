/**
 * The transactional outbox: submissions are written in the application's own transaction, and
 * forwarded after its commit.
 *
 * <p>Guarantee: what was committed is sent, however often the process is killed; what was rolled
 * back is not; and nothing is sent twice, because each row has its own idempotency key.
 */
@NullMarked
package dev.herald.spring.outbox;

import org.jspecify.annotations.NullMarked;
