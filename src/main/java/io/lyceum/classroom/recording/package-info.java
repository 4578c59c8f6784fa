/** The recording of a class: begun and ended by its teacher, listed and given to those in it. */
@NullMarked
package io.lyceum.classroom.recording;

import org.jspecify.annotations.NullMarked;
