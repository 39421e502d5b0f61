@NullMarked
package dev.herald.server.platform.database;

import org.jspecify.annotations.NullMarked;
