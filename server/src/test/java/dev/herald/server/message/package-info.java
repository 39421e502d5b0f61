@NullMarked
package dev.herald.server.message;

import org.jspecify.annotations.NullMarked;
