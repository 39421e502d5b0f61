@NullMarked
package dev.herald.server.sandbox;

import org.jspecify.annotations.NullMarked;
