/** The only place where kinds meet: what happens in one topic and follows in another. */
@NullMarked
package io.lyceum.flow;

import org.jspecify.annotations.NullMarked;
