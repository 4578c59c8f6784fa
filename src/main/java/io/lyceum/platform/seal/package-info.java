/** What is secret at rest, sealed with a key that is kept elsewhere. */
@NullMarked
package io.lyceum.platform.seal;

import org.jspecify.annotations.NullMarked;
