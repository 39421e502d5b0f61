/** What is measured: one class for each part. */
@NullMarked
package dev.herald.bench.part;

import org.jspecify.annotations.NullMarked;
