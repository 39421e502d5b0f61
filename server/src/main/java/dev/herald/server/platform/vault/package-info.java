/** Seals what must not be readable in the database, each value bound to its place and its owner. */
@NullMarked
package dev.herald.server.platform.vault;

import org.jspecify.annotations.NullMarked;
