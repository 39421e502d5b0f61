/**
 * What is wrong with a definition, as data, and the words for it in each language; and the words
 * for how a call went. The server's catalogue takes them in, and the console's.
 */
@NullMarked
package dev.herald.channels.reason;

import org.jspecify.annotations.NullMarked;
