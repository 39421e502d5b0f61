/**
 * The transactional outbox: what is to be sent is written in the application's own transaction, and
 * forwarded once that is committed.
 *
 * <p>Guarantee: what was committed is sent, however often the process is killed; what was rolled
 * back is not; and nothing is sent twice, because each row goes under its own idempotency key.
 */
@NullMarked
package dev.herald.spring.outbox;

import org.jspecify.annotations.NullMarked;
