/**
 * The rules of a chat: who may write, edit, delete, react and pin, and what is remembered. Pure.
 */
@NullMarked
package io.lyceum.chat.domain;

import org.jspecify.annotations.NullMarked;
