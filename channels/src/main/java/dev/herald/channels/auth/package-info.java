/**
 * Ways of proving who calls that cover the finished request, or take more than an expression: each
 * a recipe that a definition names.
 */
@NullMarked
package dev.herald.channels.auth;

import org.jspecify.annotations.NullMarked;
