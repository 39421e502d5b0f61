/** DingTalk: the group's robot, work notices, and the robot of an app. */
@NullMarked
package dev.herald.sandbox.dingtalk;

import org.jspecify.annotations.NullMarked;
