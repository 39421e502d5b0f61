/**
 * The expressions of connector definitions: CEL with a few functions for signing, compiled once and
 * evaluated on every call.
 *
 * <p>One rule goes through all of it: what is not there is <em>absent</em>. An expression that
 * reads a missing member has no value, a text with an absent part has no value, and an absent
 * member of a request is left out.
 */
@NullMarked
package dev.herald.channels.expression;

import org.jspecify.annotations.NullMarked;
