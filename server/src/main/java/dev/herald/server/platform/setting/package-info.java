/**
 * Which settings there are, and a start that ends when one is written that there is not. Spring
 * ignores what nobody reads: a misspelt {@code herald.sandbox} would send in earnest.
 */
@NullMarked
package dev.herald.server.platform.setting;

import org.jspecify.annotations.NullMarked;
