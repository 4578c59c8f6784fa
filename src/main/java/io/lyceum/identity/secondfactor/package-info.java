/** Codes of an authenticator (RFC 6238) as a second proof, and recovery codes in their place. */
@NullMarked
package io.lyceum.identity.secondfactor;

import org.jspecify.annotations.NullMarked;
