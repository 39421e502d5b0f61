/**
 * Hides a source's secrets in whatever is shown or kept of an exchange, in every form in which they
 * can stand there.
 */
@NullMarked
package dev.herald.channel.mask;

import org.jspecify.annotations.NullMarked;
