/** Drives the page in a real browser against a real server that can be killed. */
@NullMarked
package io.lyceum.browser;

import org.jspecify.annotations.NullMarked;
