/** Making an account by oneself: asked for at an open school, or by an invitation. */
@NullMarked
package io.lyceum.identity.registration;

import org.jspecify.annotations.NullMarked;
