/**
 * Regular expressions that others write: those of ECMA-262 that are found in time linear in the
 * text, and that are small once their repeats are written out.
 */
@NullMarked
package dev.herald.channels.pattern;

import org.jspecify.annotations.NullMarked;
