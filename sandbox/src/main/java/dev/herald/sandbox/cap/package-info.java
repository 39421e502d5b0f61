/** Rate caps as providers document them, and what was seen lately. */
@NullMarked
package dev.herald.sandbox.cap;

import org.jspecify.annotations.NullMarked;
