@NullMarked
package dev.herald.sandbox;

import org.jspecify.annotations.NullMarked;
