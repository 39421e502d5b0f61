@NullMarked
package dev.herald.server.source;

import org.jspecify.annotations.NullMarked;
