/**
 * Sends messages through Herald and asks what became of them.
 *
 * <p>{@link dev.herald.client.HeraldClient} is the entry point; it sends a {@link
 * dev.herald.client.Submission}. Each kind of refusal or failure is its own type of {@link
 * dev.herald.client.HeraldException}.
 *
 * <p>Guarantee: a submission that is sent again, by this client or by its caller with the same key,
 * creates no second message.
 */
@NullMarked
package dev.herald.client;

import org.jspecify.annotations.NullMarked;
