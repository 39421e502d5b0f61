/**
 * YAML that people write, read as it is written: what YAML readers would change, drop or make up is
 * refused, with the line that it stands in.
 */
@NullMarked
package dev.herald.channels.yaml;

import org.jspecify.annotations.NullMarked;
