/** How stand-ins are made to misbehave. */
@NullMarked
package dev.herald.sandbox.rule;

import org.jspecify.annotations.NullMarked;
