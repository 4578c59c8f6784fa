/** The call kind: its wire, its stored form, its routes and its read model. */
@NullMarked
package io.lyceum.call;

import org.jspecify.annotations.NullMarked;
