@NullMarked
package dev.herald.chaos.database;

import org.jspecify.annotations.NullMarked;
