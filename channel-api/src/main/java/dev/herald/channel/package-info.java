/**
 * The model of a message and the interface to channels.
 *
 * <p>The four ideas are {@link dev.herald.channel.Channel}, {@link dev.herald.channel.Source},
 * {@link dev.herald.channel.Content} and {@link dev.herald.channel.Destination}; together they make
 * a {@link dev.herald.channel.Message}. A {@link dev.herald.channel.Connector} implements one
 * provider's protocol and classifies its answers as a {@link dev.herald.channel.SendResult}, which
 * says whose {@link dev.herald.channel.Fault} it is, and does nothing else: it never retries,
 * sleeps, logs payloads, or knows Spring. It blocks; callers run it on virtual threads.
 */
@NullMarked
package dev.herald.channel;

import org.jspecify.annotations.NullMarked;
