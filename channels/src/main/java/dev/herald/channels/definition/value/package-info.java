/**
 * The values that a definition works with: the words that its expressions may read, what they come
 * to for one message or several, and JSON as plain maps, lists, texts and numbers.
 */
@NullMarked
package dev.herald.channels.definition.value;

import org.jspecify.annotations.NullMarked;
