/** Schools, people, passwords and tokens: who someone is, proved. */
@NullMarked
package io.lyceum.identity;

import org.jspecify.annotations.NullMarked;
