@NullMarked
package dev.herald.sandbox.rule;

import org.jspecify.annotations.NullMarked;
