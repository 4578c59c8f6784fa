/** An account from its registration on: signing in and out, a new password, a forgotten one. */
@NullMarked
package io.lyceum.identity.account;

import org.jspecify.annotations.NullMarked;
