/** What callers name for Herald to call. */
@NullMarked
package dev.herald.server.platform.outgoing;

import org.jspecify.annotations.NullMarked;
