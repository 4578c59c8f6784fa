/** Passwords: what one may be, and how it is kept. */
@NullMarked
package io.lyceum.identity.password;

import org.jspecify.annotations.NullMarked;
