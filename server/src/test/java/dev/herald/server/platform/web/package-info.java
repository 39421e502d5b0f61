@NullMarked
package dev.herald.server.platform.web;

import org.jspecify.annotations.NullMarked;
