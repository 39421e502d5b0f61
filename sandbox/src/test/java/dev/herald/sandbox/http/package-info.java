@NullMarked
package dev.herald.sandbox.http;

import org.jspecify.annotations.NullMarked;
