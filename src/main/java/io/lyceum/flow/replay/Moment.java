package io.lyceum.flow.replay;

import io.lyceum.topic.PastFrame;

/**
 * An event on the time line.
 *
 * @param offset milliseconds since the class began
 */
record Moment(long offset, PastFrame event) {}
