/**
 * Takes messages from Herald's feeds: one by one ({@code Feed}), or all that come ({@code
 * FeedConsumer}).
 */
@NullMarked
package dev.herald.client.feed;

import org.jspecify.annotations.NullMarked;
