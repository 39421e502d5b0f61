@NullMarked
package dev.herald.server.limit;

import org.jspecify.annotations.NullMarked;
