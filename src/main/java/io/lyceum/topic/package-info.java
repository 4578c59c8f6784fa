/** What a kind sees of the topic runtime: the SPI it fills in and the door to every topic. */
@NullMarked
package io.lyceum.topic;

import org.jspecify.annotations.NullMarked;
