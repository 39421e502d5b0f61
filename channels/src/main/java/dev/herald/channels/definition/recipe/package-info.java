/**
 * The calls of a definition other than the plain one: a request together with what its answer
 * means. A step comes before the request, a token is fetched for it, a batch is for several
 * messages; a trace asks about a message, a recall takes it back, a balance asks what is left.
 */
@NullMarked
package dev.herald.channels.definition.recipe;

import org.jspecify.annotations.NullMarked;
