/** What goes into the log and how it is spelt: fields beside the text, and nobody's name. */
@NullMarked
package io.lyceum.platform.log;

import org.jspecify.annotations.NullMarked;
