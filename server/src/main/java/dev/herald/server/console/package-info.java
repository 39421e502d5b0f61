/** The administration API that spans modules: a whole configuration at once. Nobody uses it. */
@NullMarked
package dev.herald.server.console;

import org.jspecify.annotations.NullMarked;
