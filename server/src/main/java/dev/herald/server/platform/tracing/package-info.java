/**
 * Spans of distributed traces, for whoever collects them by OTLP. Off unless an endpoint is set.
 */
@NullMarked
package dev.herald.server.platform.tracing;

import org.jspecify.annotations.NullMarked;
