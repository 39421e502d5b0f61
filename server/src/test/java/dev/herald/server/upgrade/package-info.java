/** A server on the data of the version before. */
@NullMarked
package dev.herald.server.upgrade;

import org.jspecify.annotations.NullMarked;
