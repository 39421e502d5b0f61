@NullMarked
package dev.herald.server.cap;

import org.jspecify.annotations.NullMarked;
