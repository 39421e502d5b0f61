@NullMarked
package dev.herald.bench.profile;

import org.jspecify.annotations.NullMarked;
