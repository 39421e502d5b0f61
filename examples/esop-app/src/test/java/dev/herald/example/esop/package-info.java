@NullMarked
package dev.herald.example.esop;

import org.jspecify.annotations.NullMarked;
