@NullMarked
package dev.herald.server.task;

import org.jspecify.annotations.NullMarked;
