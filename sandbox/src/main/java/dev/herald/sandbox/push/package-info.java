/** Notifications on phones. */
@NullMarked
package dev.herald.sandbox.push;

import org.jspecify.annotations.NullMarked;
