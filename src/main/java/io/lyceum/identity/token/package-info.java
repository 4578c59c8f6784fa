/** Access tokens and the keys they are signed with. */
@NullMarked
package io.lyceum.identity.token;

import org.jspecify.annotations.NullMarked;
