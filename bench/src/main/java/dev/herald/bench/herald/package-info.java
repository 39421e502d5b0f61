/** Herald as it is measured: the packaged server as a process, on its defaults. */
@NullMarked
package dev.herald.bench.herald;

import org.jspecify.annotations.NullMarked;
