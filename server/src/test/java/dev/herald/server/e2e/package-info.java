@NullMarked
package dev.herald.server.e2e;

import org.jspecify.annotations.NullMarked;
