/** The keys of people, with which what is theirs is sealed: erased, a person's key is destroyed. */
@NullMarked
package io.lyceum.platform.vault;

import org.jspecify.annotations.NullMarked;
