@NullMarked
package dev.herald.server.intake;

import org.jspecify.annotations.NullMarked;
