/**
 * Reads tables that people bring as files: finds out encoding and delimiter, and reads rows one at
 * a time, so that a file of any length takes the memory of a row.
 */
@NullMarked
package dev.herald.server.platform.csv;

import org.jspecify.annotations.NullMarked;
