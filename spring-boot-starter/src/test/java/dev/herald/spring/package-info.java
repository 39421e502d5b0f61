@NullMarked
package dev.herald.spring;

import org.jspecify.annotations.NullMarked;
