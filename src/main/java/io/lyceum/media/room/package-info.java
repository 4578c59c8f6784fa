/**
 * A topic's room: who takes part, who sends, who hears whom, and the actor that brings it about.
 */
@NullMarked
package io.lyceum.media.room;

import org.jspecify.annotations.NullMarked;
