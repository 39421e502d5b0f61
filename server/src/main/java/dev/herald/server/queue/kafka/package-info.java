/** Kafka topics as queues. Its classes are loaded only where one is configured. */
@NullMarked
package dev.herald.server.queue.kafka;

import org.jspecify.annotations.NullMarked;
