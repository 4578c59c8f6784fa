/** The chat kind: its wire, its stored form, its routes and its read model. */
@NullMarked
package io.lyceum.chat;

import org.jspecify.annotations.NullMarked;
