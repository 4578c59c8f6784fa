/** What is promised to a person about what is theirs, on the whole server. */
@NullMarked
package io.lyceum.privacy;

import org.jspecify.annotations.NullMarked;
