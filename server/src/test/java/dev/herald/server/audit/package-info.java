@NullMarked
package dev.herald.server.audit;

import org.jspecify.annotations.NullMarked;
