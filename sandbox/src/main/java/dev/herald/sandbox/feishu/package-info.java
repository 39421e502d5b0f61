/** Feishu and Lark: the group's bot, and an app's messages. */
@NullMarked
package dev.herald.sandbox.feishu;

import org.jspecify.annotations.NullMarked;
