/**
 * Templates, their versions, and what one says with given variables.
 *
 * <p>A version is never changed once it is made, and carries the schema that it was made for: so it
 * renders alike for ever.
 */
@ApplicationModule(allowedDependencies = {"platform", "schema"})
@NullMarked
package dev.herald.server.template;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
