/** Whether guardians agree that a child takes part, where a school asks for it. */
@NullMarked
package io.lyceum.identity.consent;

import org.jspecify.annotations.NullMarked;
