@NullMarked
package dev.herald.server.intake.plan;

import org.jspecify.annotations.NullMarked;
