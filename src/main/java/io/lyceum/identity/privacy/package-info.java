/** What identity keeps about a person, and who may ask for it. */
@NullMarked
package io.lyceum.identity.privacy;

import org.jspecify.annotations.NullMarked;
