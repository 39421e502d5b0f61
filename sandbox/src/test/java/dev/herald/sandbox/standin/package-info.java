@NullMarked
package dev.herald.sandbox.standin;

import org.jspecify.annotations.NullMarked;
