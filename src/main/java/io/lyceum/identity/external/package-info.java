/** Signing in with an account of somewhere else: OpenID Connect. */
@NullMarked
package io.lyceum.identity.external;

import org.jspecify.annotations.NullMarked;
