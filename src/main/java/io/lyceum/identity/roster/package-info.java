/** The accounts of a school in the hands of its administrators. */
@NullMarked
package io.lyceum.identity.roster;

import org.jspecify.annotations.NullMarked;
