/** What follows from a call's result, and when to try again. Pure. */
@NullMarked
package dev.herald.server.dispatch.retry;

import org.jspecify.annotations.NullMarked;
