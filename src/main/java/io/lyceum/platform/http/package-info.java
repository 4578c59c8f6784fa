/** REST in one shape: the envelope, the error statuses, reading bodies and knowing the caller. */
@NullMarked
package io.lyceum.platform.http;

import org.jspecify.annotations.NullMarked;
