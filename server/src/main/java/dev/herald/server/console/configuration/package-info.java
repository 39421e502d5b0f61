/** A whole configuration at once: sections of a file, each for one kind of thing. */
@NullMarked
package dev.herald.server.console.configuration;

import org.jspecify.annotations.NullMarked;
