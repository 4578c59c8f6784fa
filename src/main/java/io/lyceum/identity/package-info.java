/** Schools, people and who someone is, proved; the doors are in the packages below. */
@NullMarked
package io.lyceum.identity;

import org.jspecify.annotations.NullMarked;
