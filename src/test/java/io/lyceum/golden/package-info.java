/** What released versions wrote into the journal, kept for ever and replayed by every later one. */
@NullMarked
package io.lyceum.golden;

import org.jspecify.annotations.NullMarked;
