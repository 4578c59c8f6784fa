/**
 * What stands before every request: whose it is, from which page it may come, how much it may ask
 * and what browsers are told to beware of.
 */
@NullMarked
package io.lyceum.platform.gateway;

import org.jspecify.annotations.NullMarked;
