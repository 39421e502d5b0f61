/** What a submission that is only tried is answered. */
@NamedInterface("dryrun")
@NullMarked
package dev.herald.server.intake.dryrun;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
