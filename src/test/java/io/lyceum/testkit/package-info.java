/** What tests of all packages share: a real PostgreSQL. */
@NullMarked
package io.lyceum.testkit;

import org.jspecify.annotations.NullMarked;
