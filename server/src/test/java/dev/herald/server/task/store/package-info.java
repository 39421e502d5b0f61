@NullMarked
package dev.herald.server.task.store;

import org.jspecify.annotations.NullMarked;
