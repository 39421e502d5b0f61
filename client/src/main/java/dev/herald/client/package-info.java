/**
 * Sends messages through Herald and asks what became of them.
 *
 * <p>{@link dev.herald.client.HeraldClient} is the door; {@link dev.herald.client.Submission} is
 * what goes in. Whatever is refused or can't be done is a {@link dev.herald.client.HeraldException}
 * of a type of its own.
 *
 * <p>Guarantee: a submission that is sent again, by this client or by its caller with the same key,
 * makes no second message.
 */
@NullMarked
package dev.herald.client;

import org.jspecify.annotations.NullMarked;
