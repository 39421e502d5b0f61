/** A message centre that speaks SMPP 3.4. */
@NullMarked
package dev.herald.sandbox.smpp;

import org.jspecify.annotations.NullMarked;
