@NullMarked
package dev.herald.server.schema;

import org.jspecify.annotations.NullMarked;
