/**
 * Connectors as data: a YAML file says what a source is made of, what request a message becomes,
 * and what the provider's answer means.
 *
 * <p>{@link dev.herald.channels.definition.Definition} is such a file, read and checked: every
 * expression is compiled, every word known. What is wrong is told all at once, each with its line,
 * field and mend. {@link dev.herald.channels.definition.DefinedConnector} is a definition at work.
 *
 * <p>This package uses those below it, and none of them uses this one. Each of them uses only those
 * that come before it: {@code text}, {@code value}, {@code request}, {@code answer}, {@code
 * recipe}, {@code receipt}, {@code read}.
 */
@NullMarked
package dev.herald.channels.definition;

import org.jspecify.annotations.NullMarked;
