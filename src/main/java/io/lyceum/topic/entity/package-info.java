/**
 * The sharded entity of one topic: takes commands in, batches them for its writer, tells the hubs
 * what became durable.
 */
@NullMarked
package io.lyceum.topic.entity;

import org.jspecify.annotations.NullMarked;
