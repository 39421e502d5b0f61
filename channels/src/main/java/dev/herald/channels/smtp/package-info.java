/**
 * Email by SMTP.
 *
 * <p>A conversation is certain about a message until the lone dot that ends it has been written: a
 * connection lost before that sent nothing, one lost after it and before the reply may have. The
 * Message-ID is made of the message's id and so the same on every attempt, which lets receivers
 * drop a repeat.
 */
@NullMarked
package dev.herald.channels.smtp;

import org.jspecify.annotations.NullMarked;
