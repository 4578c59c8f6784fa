/** What in a stored text is a person's own, and the form it has when it is sealed. */
@NullMarked
package io.lyceum.platform.personal;

import org.jspecify.annotations.NullMarked;
