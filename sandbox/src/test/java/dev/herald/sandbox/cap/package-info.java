@NullMarked
package dev.herald.sandbox.cap;

import org.jspecify.annotations.NullMarked;
