@NullMarked
package dev.herald.server.access;

import org.jspecify.annotations.NullMarked;
