@NullMarked
package dev.herald.server.identity.factor;

import org.jspecify.annotations.NullMarked;
