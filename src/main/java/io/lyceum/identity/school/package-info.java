/** Schools with their settings, and who is whose parent in them. */
@NullMarked
package io.lyceum.identity.school;

import org.jspecify.annotations.NullMarked;
