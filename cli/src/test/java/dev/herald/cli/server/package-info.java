@NullMarked
package dev.herald.cli.server;

import org.jspecify.annotations.NullMarked;
