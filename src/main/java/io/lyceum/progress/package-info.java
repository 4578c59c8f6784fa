/** The progress kind: its wire, its stored form, its read model and its REST routes. */
@NullMarked
package io.lyceum.progress;

import org.jspecify.annotations.NullMarked;
