/**
 * Readers of the sections of a definition: each makes the rules or the recipe that its section
 * describes, compiles its expressions, and tells every problem that it finds.
 */
@NullMarked
package dev.herald.channels.definition.read;

import org.jspecify.annotations.NullMarked;
