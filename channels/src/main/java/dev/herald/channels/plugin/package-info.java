/**
 * Connectors in Java that operators bring along: each jar has a class loader of its own, which sees
 * channel-api and the JDK and nothing else of Herald. What one jar does harms no other.
 */
@NullMarked
package dev.herald.channels.plugin;

import org.jspecify.annotations.NullMarked;
