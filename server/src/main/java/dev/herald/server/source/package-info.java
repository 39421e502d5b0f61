/** Sending accounts: connectors, sources and their secrets, rate caps, which source to take. */
@NullMarked
package dev.herald.server.source;

import org.jspecify.annotations.NullMarked;
