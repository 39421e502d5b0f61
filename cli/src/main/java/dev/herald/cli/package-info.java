/**
 * The command line: what people do to a running server from a shell. Knows the server by its REST
 * API alone, and connector files by the engine that a server reads them with.
 */
@NullMarked
package dev.herald.cli;

import org.jspecify.annotations.NullMarked;
