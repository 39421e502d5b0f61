/** Chats that are used abroad. */
@NullMarked
package dev.herald.sandbox.chat;

import org.jspecify.annotations.NullMarked;
