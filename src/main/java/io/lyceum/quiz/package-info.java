/** The quiz kind: its wire, its stored form, its read model and its REST routes. */
@NullMarked
package io.lyceum.quiz;

import org.jspecify.annotations.NullMarked;
