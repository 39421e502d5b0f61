@NullMarked
package dev.herald.server.directory;

import org.jspecify.annotations.NullMarked;
