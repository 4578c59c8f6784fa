/** Sign-ins that last: their refresh tokens, where they are used, how they end. */
@NullMarked
package io.lyceum.identity.session;

import org.jspecify.annotations.NullMarked;
