/**
 * Reads JSON and NDJSON strictly, and names every value that does not fit instead of the first
 * only.
 */
@NullMarked
package dev.herald.server.platform.json;

import org.jspecify.annotations.NullMarked;
