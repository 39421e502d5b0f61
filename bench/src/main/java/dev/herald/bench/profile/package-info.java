/** Where a measured JVM spends its CPU time, by Java Flight Recorder and by thread. */
@NullMarked
package dev.herald.bench.profile;

import org.jspecify.annotations.NullMarked;
