/** Kafka topics as queues. */
@ApplicationModule(allowedDependencies = {"queue"})
@NullMarked
package dev.herald.server.queue.kafka;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
