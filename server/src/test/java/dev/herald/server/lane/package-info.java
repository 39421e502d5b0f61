@NullMarked
package dev.herald.server.lane;

import org.jspecify.annotations.NullMarked;
