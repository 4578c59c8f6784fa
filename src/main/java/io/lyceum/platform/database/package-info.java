/**
 * PostgreSQL: the embedded one, pools, migrations and the way blocking work leaves the actors'
 * threads.
 */
@NullMarked
package io.lyceum.platform.database;

import org.jspecify.annotations.NullMarked;
