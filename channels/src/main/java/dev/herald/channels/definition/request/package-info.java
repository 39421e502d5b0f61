/**
 * What a message becomes: the template of an HTTP request, its address and its body, whom it calls,
 * and what follows when no request can be made.
 */
@NullMarked
package dev.herald.channels.definition.request;

import org.jspecify.annotations.NullMarked;
