/**
 * What is wrong with a definition, as data, and the words for it in each language. {@link
 * dev.herald.channels.reason.ReasonWords} reads the catalogue beside it, of which the server's is
 * made as well.
 */
@NullMarked
package dev.herald.channels.reason;

import org.jspecify.annotations.NullMarked;
