/** What strangers and bored pupils try, and that a class in the same server does not notice. */
@NullMarked
package io.lyceum.abuse;

import org.jspecify.annotations.NullMarked;
