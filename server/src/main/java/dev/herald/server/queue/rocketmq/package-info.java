/** RocketMQ topics as queues. Its classes are loaded only where one is configured. */
@NullMarked
package dev.herald.server.queue.rocketmq;

import org.jspecify.annotations.NullMarked;
