/**
 * What is wrong with a request, as values: a problem with its status, and each wrong field with its
 * mend.
 */
@NullMarked
package dev.herald.server.platform.problem;

import org.jspecify.annotations.NullMarked;
