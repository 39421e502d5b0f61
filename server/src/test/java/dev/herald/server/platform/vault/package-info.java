@NullMarked
package dev.herald.server.platform.vault;

import org.jspecify.annotations.NullMarked;
