/** A connector for a pager that takes lines over TCP, as an example of a plug-in. */
@NullMarked
package dev.herald.example.line;

import org.jspecify.annotations.NullMarked;
