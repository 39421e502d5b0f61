@NullMarked
package dev.herald.cli.demo;

import org.jspecify.annotations.NullMarked;
