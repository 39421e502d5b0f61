/**
 * The text of a definition: YAML as a tree of sections that know their places, the names that each
 * section may have, and everything that is wrong with it.
 *
 * <p>A mistake is told, and what stands there reads as absent, so that one reading finds all
 * mistakes. {@link dev.herald.channels.definition.text.DefinitionException} carries them out.
 */
@NullMarked
package dev.herald.channels.definition.text;

import org.jspecify.annotations.NullMarked;
