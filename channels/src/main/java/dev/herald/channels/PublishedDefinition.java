package dev.herald.channels;

import dev.herald.channels.definition.Definition;

/**
 * A definition from the database that is published, or once was.
 *
 * @param number of its version, counted from 1 for each connector
 */
public record PublishedDefinition(int number, Definition definition) {}
