/** Just enough HTTP/1.1 to generate load and to stand in for a provider at little cost. */
@NullMarked
package dev.herald.bench.http;

import org.jspecify.annotations.NullMarked;
