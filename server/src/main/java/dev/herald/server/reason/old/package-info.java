/** The sentences that traces kept before reasons were data, read as the reasons that they were. */
@NamedInterface("old")
@NullMarked
package dev.herald.server.reason.old;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
