@NullMarked
package dev.herald.server.platform;

import org.jspecify.annotations.NullMarked;
