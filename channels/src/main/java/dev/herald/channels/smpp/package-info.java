/**
 * The connector {@code smpp}: short messages by SMPP 3.4, over binds that are kept ({@code
 * docs/adr/0067-short-messages-by-smpp.md}).
 */
@NullMarked
package dev.herald.channels.smpp;

import org.jspecify.annotations.NullMarked;
