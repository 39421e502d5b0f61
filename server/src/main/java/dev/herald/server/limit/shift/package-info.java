/**
 * What part of its weight a source gets: less while its answers are slow or fail, all of it again
 * when they are as they were; and each such shift with its reason ({@code
 * docs/adr/0066-a-source-in-trouble-gets-less.md}).
 */
@NamedInterface("shift")
@NullMarked
package dev.herald.server.limit.shift;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
