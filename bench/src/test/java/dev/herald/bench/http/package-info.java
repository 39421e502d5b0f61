@NullMarked
package dev.herald.bench.http;

import org.jspecify.annotations.NullMarked;
