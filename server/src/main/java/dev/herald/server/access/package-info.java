/** Who may do what: applications, their API keys, and the administrator key. */
@NullMarked
package dev.herald.server.access;

import org.jspecify.annotations.NullMarked;
