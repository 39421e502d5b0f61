/** Requests that nobody would send on purpose, against every endpoint of the OpenAPI document. */
@NullMarked
package dev.herald.server.fuzz;

import org.jspecify.annotations.NullMarked;
