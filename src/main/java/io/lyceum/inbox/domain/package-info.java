/** The rules of a person's inbox: what rings, and when it is busy. Pure. */
@NullMarked
package io.lyceum.inbox.domain;

import org.jspecify.annotations.NullMarked;
