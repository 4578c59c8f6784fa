/** What every client of the socket must do, without any input or output of its own. */
@NullMarked
package io.lyceum.testkit.client;

import org.jspecify.annotations.NullMarked;
