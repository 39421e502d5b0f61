@NullMarked
package dev.herald.server.pause;

import org.jspecify.annotations.NullMarked;
