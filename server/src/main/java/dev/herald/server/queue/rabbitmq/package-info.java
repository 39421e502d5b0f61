/** RabbitMQ's queues. Its classes are loaded only where one is configured. */
@NullMarked
package dev.herald.server.queue.rabbitmq;

import org.jspecify.annotations.NullMarked;
