@NullMarked
package dev.herald.server.application;

import org.jspecify.annotations.NullMarked;
