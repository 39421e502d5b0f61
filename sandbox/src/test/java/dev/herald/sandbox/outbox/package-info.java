@NullMarked
package dev.herald.sandbox.outbox;

import org.jspecify.annotations.NullMarked;
