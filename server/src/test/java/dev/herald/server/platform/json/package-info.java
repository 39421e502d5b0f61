@NullMarked
package dev.herald.server.platform.json;

import org.jspecify.annotations.NullMarked;
