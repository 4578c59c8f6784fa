/** The class kind: its wire, its stored form, its routes and its read model. */
@NullMarked
package io.lyceum.classroom;

import org.jspecify.annotations.NullMarked;
