/** Signing in and out, with one factor or two, and staying signed in. */
@NullMarked
package io.lyceum.identity.signin;

import org.jspecify.annotations.NullMarked;
