package dev.herald.server.platform;

/**
 * What only one running process can hold: a data folder on a host.
 *
 * @param name the same for every start on this folder
 */
public record ProcessHome(String name) {}
