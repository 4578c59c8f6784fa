/** What is recorded of a class: a part for each time somebody sent, from its begin to its file. */
@NullMarked
package io.lyceum.media.recording;

import org.jspecify.annotations.NullMarked;
