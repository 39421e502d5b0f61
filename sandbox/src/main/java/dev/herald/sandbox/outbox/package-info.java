/** What reached the stand-ins, and what became of it. */
@NullMarked
package dev.herald.sandbox.outbox;

import org.jspecify.annotations.NullMarked;
