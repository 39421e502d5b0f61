/**
 * Mails that come back: read from a mailbox, and understood as reports.
 *
 * <p>A bounce is tied to its message by what only it knows: the message's id, which is in the
 * envelope's sender (VERP) and in the Message-ID. An address alone proves nothing, since anybody
 * can write to the mailbox.
 */
@NullMarked
package dev.herald.channels.bounce;

import org.jspecify.annotations.NullMarked;
