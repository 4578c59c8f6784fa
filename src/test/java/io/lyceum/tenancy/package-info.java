/** Schools kept apart, and what each role may in its own. */
@NullMarked
package io.lyceum.tenancy;

import org.jspecify.annotations.NullMarked;
