/** What is kept about a person: given out on request, and let go of. */
@NullMarked
package io.lyceum.platform.privacy;

import org.jspecify.annotations.NullMarked;
