@NullMarked
package dev.herald.server.dispatch;

import org.jspecify.annotations.NullMarked;
