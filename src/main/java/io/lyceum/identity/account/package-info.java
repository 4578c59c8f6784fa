/** An account that is there: what work on it needs, how often it may be tried, its password. */
@NullMarked
package io.lyceum.identity.account;

import org.jspecify.annotations.NullMarked;
