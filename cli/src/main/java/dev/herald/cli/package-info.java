/**
 * The command line: what people do to a running server from a shell. Knows the server by its REST
 * API alone.
 */
@NullMarked
package dev.herald.cli;

import org.jspecify.annotations.NullMarked;
