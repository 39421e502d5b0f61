@NullMarked
package dev.herald.server.node;

import org.jspecify.annotations.NullMarked;
