package dev.herald.server.erasure;

import dev.herald.server.directory.PersonalData;

/**
 * What messages may still become of: erased before a person's messages are looked for, so that none
 * comes behind them. Once {@link #erase} returns, what became messages meanwhile is found as such.
 */
public interface Forthcoming extends PersonalData {}
