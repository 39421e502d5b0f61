/**
 * What every other package stands on; knows none of them. A package for each part: {@code
 * database}, {@code vault}, {@code json}, {@code problem}, {@code web}, {@code http}, {@code
 * postgres}; in this one is what all of these use.
 */
@ApplicationModule(
    type = ApplicationModule.Type.OPEN,
    allowedDependencies = {})
@NullMarked
package dev.herald.server.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
