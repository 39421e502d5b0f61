@NullMarked
package dev.herald.server.crash;

import org.jspecify.annotations.NullMarked;
