@NullMarked
package dev.herald.server.limit.cap;

import org.jspecify.annotations.NullMarked;
