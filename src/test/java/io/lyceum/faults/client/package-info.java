/** Clients that do what the protocol's document asks of one, and write down all that happens. */
@NullMarked
package io.lyceum.faults.client;

import org.jspecify.annotations.NullMarked;
