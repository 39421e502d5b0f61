/** A mail server. */
@NullMarked
package dev.herald.sandbox.smtp;

import org.jspecify.annotations.NullMarked;
