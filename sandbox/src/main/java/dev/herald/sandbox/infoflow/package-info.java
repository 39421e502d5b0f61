/** Baidu Infoflow: the group's robot, and an app's messages. */
@NullMarked
package dev.herald.sandbox.infoflow;

import org.jspecify.annotations.NullMarked;
