/**
 * Remembers for two weeks what came and became no message, so that whoever looks for it learns why.
 *
 * <p>A note costs a submission nothing: it is written later, by one thread, and left out when too
 * many come at once.
 */
@NamedInterface("note")
@NullMarked
package dev.herald.server.intake.note;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
