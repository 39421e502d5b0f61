/**
 * The language of templates: a part of Mustache, compiled against a schema, with values escaped by
 * the place where they are put.
 *
 * <p>A template that compiled renders with all variables that passed its schema. One rendering uses
 * a bounded amount of work ({@code Budget}).
 */
@NamedInterface("language")
@NullMarked
package dev.herald.server.template.language;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
