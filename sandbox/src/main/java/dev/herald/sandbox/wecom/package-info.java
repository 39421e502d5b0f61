/** WeCom: the group's robot, and an app's messages. */
@NullMarked
package dev.herald.sandbox.wecom;

import org.jspecify.annotations.NullMarked;
